import { oidcProviderArn, oidcProvidersIn } from '../../accounts/oidc-providers.ts';
import type { OidcProviderRow } from '../../accounts/oidc-providers.ts';
import type { Want } from '../../accounts/policy.ts';
import { globalRegion } from '../../accounts/state.ts';
import type { Table } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidInput, noSuchEntity } from './errors.ts';

export function oidcProviders(context: OperationContext): Table<OidcProviderRow> {
  return oidcProvidersIn(context.partitionOf(context.account, globalRegion));
}

/** Throws NoSuchEntity where there is none. */
export function existingProvider(context: OperationContext, arn = ''): OidcProviderRow {
  if (!arn.startsWith(oidcProviderArn(context.account, ''))) throw invalidInput(`Invalid ARN:  Could not be parsed: ${arn}`);
  const row = oidcProviders(context).get(arn);
  if (row === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return row;
}

export function saveProvider(context: OperationContext, row: OidcProviderRow): void {
  oidcProviders(context).put(row.arn, row);
}

export function providerWant(context: OperationContext, action: string, arn = '', keys: NonNullable<Want['conditionKeys']> = {}): Want {
  const tags = Object.entries(oidcProviders(context).get(arn)?.tags ?? {});
  return {
    action,
    resource: arn,
    conditionKeys: { ...Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])), ...keys },
  };
}
