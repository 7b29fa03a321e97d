/** A policy document as IAM, bucket policies, trust policies and Lambda permissions have it, parsed and checked. */
export interface PolicyDocument {
  readonly Version?: '2008-10-17' | '2012-10-17';
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | boolean | number | readonly string[]>>>>;
}

/** One thing that a call wants to do: AWS may ask for several (PutObject with tags: s3:PutObject and s3:PutObjectTagging). */
export interface Want {
  /** As IAM names it: `s3:PutObject`. */
  readonly action: string;
  /** The ARN it is done to; `*` where AWS knows no resource for the action. */
  readonly resource: string;
  /** The account that owns the resource. Absent: the one in the resource's ARN, where that has twelve digits there, else the caller's own. */
  readonly resourceAccount?: string;
  /** The resource's own policy, where it has one: bucket policy, Lambda permission, secret policy, trust policy. */
  readonly resourcePolicy?: PolicyDocument;
  /** Condition keys of this request beside the global ones: `s3:ExistingObjectTag/x`, `lambda:FunctionUrlAuthType`. */
  readonly conditionKeys?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Where the resource policy alone decides, as for sts:AssumeRole (trust policy) even in one account.
   * Absent: identity or resource policy suffices in one account, both are needed across accounts.
   */
  readonly resourcePolicyRequired?: boolean;
}
