/** Who makes a call. ARNs are AWS's; `account` is always twelve digits. */
export type Principal = RootPrincipal | UserPrincipal | AssumedRolePrincipal | ServicePrincipal | WebIdentityPrincipal | AnonymousPrincipal;

/** The account's root: allowed everything in its own account that no resource policy or explicit deny takes away. */
export interface RootPrincipal {
  readonly kind: 'root';
  readonly account: string;
  readonly arn: string;
}

export interface UserPrincipal {
  readonly kind: 'user';
  readonly account: string;
  readonly arn: string;
  readonly userName: string;
  readonly userId: string;
}

/** A session of a role, as STS AssumeRole hands out. `roleArn` is the role's, `arn` the session's (arn:aws:sts::…:assumed-role/…). */
export interface AssumedRolePrincipal {
  readonly kind: 'assumed-role';
  readonly account: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly roleName: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** Session policies given at AssumeRole, as JSON text: they only take away. */
  readonly sessionPolicies: readonly string[];
  readonly sessionTags: Readonly<Record<string, string>>;
  /** Where a web identity took the role: what its requests tell policies of that identity. */
  readonly federation?: Federation;
  readonly expiresAt: Date;
}

/** Who vouched for somebody from outside AWS, and what policies may ask of it. */
export interface Federation {
  /** aws:FederatedProvider: the ARN of the account's OpenID Connect provider. */
  readonly provider: string;
  /** `<provider>:aud`, `<provider>:sub` and the like, from the token's claims. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

/** Somebody whom an OpenID Connect provider vouches for, while he asks for a role: only the role's trust policy can let him in. */
export interface WebIdentityPrincipal {
  readonly kind: 'web-identity';
  /** The account of the role and of the provider. */
  readonly account: string;
  /** The provider's. */
  readonly arn: string;
  readonly federation: Federation;
}

/** An AWS service acting by itself, e.g. lambda.amazonaws.com assuming an execution role. */
export interface ServicePrincipal {
  readonly kind: 'service';
  readonly account: string;
  readonly service: string;
  readonly sourceArn?: string;
}

/** A request without a signature: only a resource policy can let it in. */
export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}
