import { DeleteAlias$ } from '@aws-sdk/client-kms';
import type { DeleteAliasRequest } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkAliasName } from '../alias-name.ts';
import { aliasArn, aliasWants, targetOf } from '../alias-wants.ts';
import { aliasNotFound } from '../errors.ts';
import { aliases } from '../state.ts';

export const deleteAlias = defineOperation<DeleteAliasRequest, object>({
  schema: DeleteAlias$,
  accepts: ['AliasName'],
  authorise: (input, context) => aliasWants('DeleteAlias', input.AliasName, [targetOf(input.AliasName, context)], context),
  handle(input, context) {
    const name = checkAliasName(input.AliasName);
    if (!aliases(context.state).delete(name)) throw aliasNotFound(aliasArn(context, name));
    return {};
  },
});
