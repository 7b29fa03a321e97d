import { CreateAlias$ } from '@aws-sdk/client-lambda';
import type { AliasConfiguration, CreateAliasRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { additionalVersion } from '../alias-routing.ts';
import { aliasView } from '../alias-view.ts';
import { requireAliasName, requireVersions } from '../alias-checks.ts';
import { resourceConflict } from '../errors.ts';
import { functionArn, functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { newRevisionId } from '../revision.ts';
import { lambdaTables } from '../state.ts';
import type { AliasRow } from '../state.ts';

export const createAlias = defineOperation<CreateAliasRequest, AliasConfiguration>({
  schema: CreateAlias$,
  accepts: ['FunctionName', 'Name', 'FunctionVersion', 'Description', 'RoutingConfig'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'CreateAlias')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const name = requireAliasName(input.Name);
    const { FunctionVersion: version = '', Description: description = '' } = input;
    const additional = additionalVersion(input.RoutingConfig ?? {}, version);
    const row: AliasRow = {
      functionName: ref.name,
      name,
      version,
      description,
      ...(additional === undefined ? {} : { additional }),
      revisionId: newRevisionId(),
    };
    requireVersions(partition, ref, row);
    const { aliases } = lambdaTables(partition);
    const key = `${ref.name}/${name}`;
    if (aliases.get(key) !== undefined) throw resourceConflict(`Alias already exists: ${functionArn({ ...ref, qualifier: name })}`);
    aliases.put(key, row);
    return aliasView(ref, row);
  },
});
