import { PublishVersion$ } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration, PublishVersionRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationView } from '../configuration-view.ts';
import { invalidParameterValue } from '../errors.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { publishVersion as publish } from '../publish-version.ts';
import { resolveVersion } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';

export const publishVersion = defineOperation<PublishVersionRequest, FunctionConfiguration>({
  schema: PublishVersion$,
  accepts: ['FunctionName', 'CodeSha256', 'Description', 'RevisionId'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'PublishVersion')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    return context.transaction(() => {
      const { fn, version } = resolveVersion(partition, ref);
      checkRevision(input.RevisionId, version.revisionId, 'function');
      const current = Buffer.from(version.codeSha256, 'hex').toString('base64');
      if (input.CodeSha256 !== undefined && input.CodeSha256 !== current) {
        throw invalidParameterValue(
          `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current}). Please try again with the CodeSHA256 in $LATEST.`,
        );
      }
      const published = publish(partition, fn, input.Description, newRevisionId());
      return configurationView({ ...ref, qualifier: published.version }, published);
    });
  },
});
