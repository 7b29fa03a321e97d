import { ListAliases$ } from '@aws-sdk/client-kms';
import type { ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { aliasArn } from '../alias-wants.ts';
import { findKey, liveAliases } from '../find-key.ts';
import { pageOf } from '../page.ts';

/** Of AWS's own aliases those whose key has been used. */
export const listAliases = defineOperation<ListAliasesRequest, ListAliasesResponse>({
  schema: ListAliases$,
  accepts: ['KeyId', 'Limit', 'Marker'],
  authorise: () => [{ action: 'kms:ListAliases', resource: '*' }],
  handle(input, context) {
    const keyId = input.KeyId === undefined ? undefined : findKey(input.KeyId, context).key.id;
    const wanted = liveAliases(context).filter((row) => keyId === undefined || row.keyId === keyId);
    const { items, rest } = pageOf(wanted, input, 50, 100);
    return {
      Aliases: items.map((row) => ({
        AliasName: row.name,
        AliasArn: aliasArn(context, row.name),
        TargetKeyId: row.keyId,
        CreationDate: new Date(row.createdAt),
        LastUpdatedDate: new Date(row.updatedAt),
      })),
      ...rest,
    };
  },
});
