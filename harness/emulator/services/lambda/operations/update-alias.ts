import { UpdateAlias$ } from '@aws-sdk/client-lambda';
import type { AliasConfiguration, UpdateAliasRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requireAlias, requireAliasName, requireVersions } from '../alias-checks.ts';
import { additionalVersion } from '../alias-routing.ts';
import { aliasView } from '../alias-view.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';
import { lambdaTables } from '../state.ts';
import type { AliasRow } from '../state.ts';

export const updateAlias = defineOperation<UpdateAliasRequest, AliasConfiguration>({
  schema: UpdateAlias$,
  accepts: ['FunctionName', 'Name', 'FunctionVersion', 'Description', 'RoutingConfig', 'RevisionId'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'UpdateAlias')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const name = requireAliasName(input.Name);
    const { additional: routedBefore, ...before } = requireAlias(partition, ref, name);
    checkRevision(input.RevisionId, before.revisionId, 'alias');
    const version = input.FunctionVersion ?? before.version;
    // Not said: the routing stays, and must still fit the version. An empty one takes the weights away.
    const weights = routedBefore === undefined ? {} : { [routedBefore.version]: routedBefore.weight };
    const additional = additionalVersion(input.RoutingConfig ?? { AdditionalVersionWeights: weights }, version);
    const row: AliasRow = {
      ...before,
      version,
      description: input.Description ?? before.description,
      ...(additional === undefined ? {} : { additional }),
      revisionId: newRevisionId(),
    };
    requireVersions(partition, ref, row);
    lambdaTables(partition).aliases.put(`${ref.name}/${name}`, row);
    return aliasView(ref, row);
  },
});
