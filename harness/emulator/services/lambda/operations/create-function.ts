import { CreateFunction$ } from '@aws-sdk/client-lambda';
import type { CreateFunctionRequest, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { configurationFrom, defaultConfiguration } from '../configuration-input.ts';
import { configurationView } from '../configuration-view.ts';
import { invalidParameterValue, resourceConflict } from '../errors.ts';
import { checkDeadLetterTarget } from '../destination-check.ts';
import { checkExecutionRole, passRoleWant } from '../execution-role-check.ts';
import { functionCode } from '../function-code.ts';
import { functionArn, functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { publishVersion } from '../publish-version.ts';
import { atDefaultOnly, refuseUnsupported } from '../refuse-unsupported.ts';
import { newRevisionId } from '../revision.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables, latest, versionKey } from '../state.ts';
import type { VersionRow } from '../state.ts';
import { architectureFrom } from '../architecture.ts';
import { tagWant } from '../tag-wants.ts';

export const createFunction = defineOperation<CreateFunctionRequest, FunctionConfiguration>({
  schema: CreateFunction$,
  accepts: [
    'FunctionName',
    'Runtime',
    'Role',
    'Handler',
    'Code',
    'Description',
    'Timeout',
    'MemorySize',
    'Publish',
    'PackageType',
    'Environment',
    'Tags',
    'Architectures',
    'EphemeralStorage',
    'LoggingConfig',
    'DeadLetterConfig',
    ...atDefaultOnly,
  ],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName);
    const wants = [functionWant(context.state, ref, 'CreateFunction'), passRoleWant(input.Role ?? '')];
    return Object.keys(input.Tags ?? {}).length === 0 ? wants : [...wants, tagWant(ref, 'TagResource', input.Tags ?? {})];
  },
  async handle(input, context) {
    refuseUnsupported('CreateFunction', input);
    refuseUnknown('CreateFunction Code', input.Code, ['ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion']);
    const ref = functionRef(context, input.FunctionName);
    if (ref.qualifier !== undefined) throw invalidParameterValue('The function name of a new function has no qualifier.');
    if (input.Runtime === undefined) throw invalidParameterValue('Runtime is mandatory for functions created with deployment packages.');
    if (input.Handler === undefined) throw invalidParameterValue('Handler is mandatory for functions created with deployment packages.');
    const configuration = configurationFrom(ref.name, input, defaultConfiguration(ref.name));
    const architecture = architectureFrom(input.Architectures);
    const tables = lambdaTables(context.state);
    const refuseExisting = (): void => {
      if (tables.functions.get(ref.name) !== undefined) throw resourceConflict(`Function already exist: ${ref.name}`);
    };
    refuseExisting();
    const role = { ...ref, functionName: ref.name, roleArn: configuration.role, functionArn: functionArn(ref) };
    await checkExecutionRole(runningLambda(context), role);
    await checkDeadLetterTarget(runningLambda(context), role, configuration.deadLetterTargetArn);
    const code = await functionCode(context, input.Code ?? {});
    const row: VersionRow = {
      ...configuration,
      ...code,
      functionName: ref.name,
      version: latest,
      architecture,
      modifiedAt: context.now().toISOString(),
      revisionId: newRevisionId(),
    };
    return context.transaction(() => {
      refuseExisting();
      const fn = { name: ref.name, lastVersion: 0, tags: input.Tags ?? {} };
      tables.functions.put(ref.name, fn);
      tables.versions.put(versionKey(ref.name, latest), row);
      if (input.Publish !== true) return configurationView(ref, row);
      const published = publishVersion(context.state, fn, undefined, newRevisionId());
      return configurationView({ ...ref, qualifier: published.version }, published);
    });
  },
});
