import { UpdateAlias$ } from '@aws-sdk/client-kms';
import type { UpdateAliasRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkAliasName } from '../alias-name.ts';
import { aliasArn, aliasWants, targetOf } from '../alias-wants.ts';
import { aliasNotFound, validation } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { aliases } from '../state.ts';
import { refusePendingDeletion } from '../usable-key.ts';

export const updateAlias = defineOperation<UpdateAliasRequest, object>({
  schema: UpdateAlias$,
  accepts: ['AliasName', 'TargetKeyId'],
  authorise: (input, context) =>
    aliasWants('UpdateAlias', input.AliasName, [targetOf(input.AliasName, context), input.TargetKeyId], context),
  handle(input, context) {
    const name = checkAliasName(input.AliasName);
    const alias = aliases(context.state).get(name);
    if (alias === undefined) throw aliasNotFound(aliasArn(context, name));
    const { key: before } = findKey(alias.keyId, context);
    const { key } = findKey(input.TargetKeyId, context);
    refusePendingDeletion(key);
    if (before.usage !== key.usage || (before.spec === 'SYMMETRIC_DEFAULT') !== (key.spec === 'SYMMETRIC_DEFAULT')) {
      throw validation(`Alias ${name} can only be associated with a key of the same type and usage.`);
    }
    aliases(context.state).put(name, { ...alias, keyId: key.id, updatedAt: context.now().toISOString() });
    return {};
  },
});
