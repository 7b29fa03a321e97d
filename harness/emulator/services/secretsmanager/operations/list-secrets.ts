import { ListSecrets$ } from '@aws-sdk/client-secrets-manager';
import type { ListSecretsRequest, ListSecretsResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { describe } from '../describe.ts';
import { isGone } from '../find-secret.ts';
import { matchesFilters } from '../list-filters.ts';
import { pageOf } from '../page.ts';
import { secrets } from '../state.ts';
import type { Secret } from '../state.ts';
import { stagesByVersion } from '../versions.ts';

export const listSecrets = defineOperation<ListSecretsRequest, ListSecretsResponse>({
  schema: ListSecrets$,
  accepts: ['IncludePlannedDeletion', 'MaxResults', 'NextToken', 'Filters', 'SortOrder', 'SortBy'],
  authorise: () => [{ action: 'secretsmanager:ListSecrets', resource: '*' }],
  handle(input, context) {
    const order = sortKey(input.SortBy);
    const direction = input.SortOrder === 'asc' ? 1 : -1;
    const all = [...secrets(context.state).scan()]
      .map(([, secret]) => secret)
      .filter((secret) => !isGone(secret, context))
      .filter((secret) => secret.deletion === undefined || input.IncludePlannedDeletion === true)
      .filter((secret) => matchesFilters(secret, input.Filters ?? []))
      .sort((a, b) => (order(a) < order(b) ? -direction : order(a) > order(b) ? direction : 0));
    const { items, ...next } = pageOf(all, input);
    return { ...next, SecretList: items.map((secret) => ({ ...describe(secret), SecretVersionsToStages: stagesByVersion(secret) })) };
  },
});

/** AWS lists the newest first where nothing else is asked. */
function sortKey(by: string = 'created-date'): (secret: Secret) => string {
  const keys: Readonly<Record<string, (secret: Secret) => string>> = {
    'created-date': (secret) => secret.createdAt,
    'last-changed-date': (secret) => secret.lastChangedAt,
    'last-accessed-date': (secret) => secret.lastAccessedAt ?? '',
    name: (secret) => secret.name,
  };
  const key = keys[by];
  if (key === undefined) throw new NotImplemented(`The value ${by} of SortBy of ListSecrets`);
  return key;
}
