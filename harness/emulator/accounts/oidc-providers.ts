import { globalRegion } from './state.ts';
import type { Partition, StateStore, Table } from './state.ts';

/** An OpenID Connect provider that an account trusts. Kept under its ARN. */
export interface OidcProviderRow {
  readonly arn: string;
  /** The issuer without its scheme, as AWS keeps and answers it: `127.0.0.1:4444/realm`. */
  readonly url: string;
  /** The audiences (`aud`) that tokens may have. */
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly createdAtMs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** The providers of one account's IAM, whose partition it is. */
export function oidcProvidersIn(partition: Partition): Table<OidcProviderRow> {
  return partition.table('oidc-providers');
}

export function oidcProviderArn(account: string, url: string): string {
  return `arn:aws:iam::${account}:oidc-provider/${url}`;
}

/** `issuer` is what a token's `iss` says, with the scheme. */
export function findOidcProvider(state: StateStore, account: string, issuer: string): OidcProviderRow | undefined {
  const url = issuer.replace(/^https?:\/\//, '');
  return oidcProvidersIn(state.partition(account, globalRegion, 'iam')).get(oidcProviderArn(account, url));
}
