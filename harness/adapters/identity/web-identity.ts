import type { WorldPlan } from '../../backends/backend.ts';
import { type Issuer, startIssuer } from '../../oidc/index.ts';

/** Whom STS takes tokens for. */
export const audience = 'sts.amazonaws.com';

/** Where every run's issuer listens, each at a port of its own. */
export const issuerAddress = '127.0.0.1';

/** Who somebody is to the accounts: an issuer's word for it, and no key that could be lost. */
export interface WebIdentity extends AsyncDisposable {
  /** The issuer without its scheme, as IAM names providers and condition keys. */
  readonly provider: string;
  readonly issuer: Issuer;
  readonly subjects: Subjects;
}

/** What tokens say of their bearers, in the form of a CI system's: `repo:<project>:environment:<name>`. */
export interface Subjects {
  readonly pipeline: string;
  /** A job that works in this environment. */
  environment(name: string): string;
  /** Who sets accounts up, before any pipeline runs. */
  readonly platform: string;
  /** Somebody of the project, signed in by its own name. */
  readonly people: string;
}

export async function startWebIdentity(repository: string): Promise<WebIdentity> {
  const issuer = await startIssuer();
  return {
    provider: issuer.url.replace(/^https?:\/\//, ''),
    issuer,
    subjects: subjectsOf(repository),
    [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose](),
  };
}

export function subjectsOf(repository: string): Subjects {
  return {
    pipeline: `repo:${repository}:ref:refs/heads/main`,
    environment: (name) => `repo:${repository}:environment:${name}`,
    platform: `repo:${repository}:platform`,
    people: `repo:${repository}:people`,
  };
}

export function providerArn(account: string, { provider }: Pick<WebIdentity, 'provider'>): string {
  return `arn:aws:iam::${account}:oidc-provider/${provider}`;
}

export function accountsOf({ tooling, environments }: WorldPlan): readonly string[] {
  return [tooling.account, ...environments.map((environment) => environment.account)];
}
