import { UpdateFunctionCode$ } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration, UpdateFunctionCodeRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { architectureFrom } from '../architecture.ts';
import { configurationView } from '../configuration-view.ts';
import { functionCode } from '../function-code.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { functionKeyOf, isVersion } from '../invoke-function.ts';
import { publishVersion } from '../publish-version.ts';
import { resolveVersion } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables, latest, versionKey } from '../state.ts';

export const updateFunctionCode = defineOperation<UpdateFunctionCodeRequest, FunctionConfiguration>({
  schema: UpdateFunctionCode$,
  accepts: ['FunctionName', 'ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion', 'Architectures', 'Publish', 'DryRun', 'RevisionId'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'UpdateFunctionCode')];
  },
  async handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    checkRevision(input.RevisionId, resolveVersion(partition, ref).version.revisionId, 'function');
    const code = await functionCode(context, input);
    const view = context.transaction(() => {
      // Read again: the function may have changed or gone while its code came from S3.
      const { fn, version } = resolveVersion(partition, ref);
      checkRevision(input.RevisionId, version.revisionId, 'function');
      const architecture = input.Architectures === undefined ? version.architecture : architectureFrom(input.Architectures);
      const updated = { ...version, ...code, architecture, modifiedAt: context.now().toISOString(), revisionId: newRevisionId() };
      if (input.DryRun === true) return configurationView(ref, updated);
      lambdaTables(partition).versions.put(versionKey(ref.name, latest), updated);
      if (input.Publish !== true) return configurationView(ref, updated);
      const published = publishVersion(partition, fn, undefined, newRevisionId());
      return configurationView({ ...ref, qualifier: published.version }, published);
    });
    if (input.DryRun !== true) runningLambda(context).fleet.retire(functionKeyOf(ref), isVersion(latest));
    return view;
  },
});
