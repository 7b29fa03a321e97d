import { CreateAlias$ } from '@aws-sdk/client-kms';
import type { CreateAliasRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkAliasName } from '../alias-name.ts';
import { aliasArn, aliasWants } from '../alias-wants.ts';
import { alreadyExists } from '../errors.ts';
import { findKey, liveAliases } from '../find-key.ts';
import { aliases } from '../state.ts';
import { refusePendingDeletion } from '../usable-key.ts';

export const createAlias = defineOperation<CreateAliasRequest, object>({
  schema: CreateAlias$,
  accepts: ['AliasName', 'TargetKeyId'],
  authorise: (input, context) => aliasWants('CreateAlias', input.AliasName, [input.TargetKeyId], context),
  handle(input, context) {
    const name = checkAliasName(input.AliasName);
    const { key } = findKey(input.TargetKeyId, context);
    refusePendingDeletion(key);
    if (liveAliases(context).some((alias) => alias.name === name)) throw alreadyExists(aliasArn(context, name));
    const at = context.now().toISOString();
    aliases(context.state).put(name, { name, keyId: key.id, createdAt: at, updatedAt: at });
    return {};
  },
});
