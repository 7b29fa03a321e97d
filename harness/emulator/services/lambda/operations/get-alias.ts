import { GetAlias$ } from '@aws-sdk/client-lambda';
import type { AliasConfiguration, GetAliasRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requireAlias, requireAliasName } from '../alias-checks.ts';
import { aliasView } from '../alias-view.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';

export const getAlias = defineOperation<GetAliasRequest, AliasConfiguration>({
  schema: GetAlias$,
  accepts: ['FunctionName', 'Name'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetAlias')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    return aliasView(ref, requireAlias(partition, ref, requireAliasName(input.Name)));
  },
});
