import { UpdateFunctionConfiguration$ } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationFrom } from '../configuration-input.ts';
import { configurationView } from '../configuration-view.ts';
import { checkDeadLetterTarget } from '../destination-check.ts';
import { checkExecutionRole, passRoleWant } from '../execution-role-check.ts';
import { functionArn, functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { functionKeyOf, isVersion } from '../invoke-function.ts';
import { atDefaultOnly, refuseUnsupported } from '../refuse-unsupported.ts';
import { resolveVersion } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables, latest, versionKey } from '../state.ts';

export const updateFunctionConfiguration = defineOperation<UpdateFunctionConfigurationRequest, FunctionConfiguration>({
  schema: UpdateFunctionConfiguration$,
  accepts: [
    'FunctionName',
    'Role',
    'Handler',
    'Description',
    'Timeout',
    'MemorySize',
    'Environment',
    'Runtime',
    'RevisionId',
    'EphemeralStorage',
    'LoggingConfig',
    'DeadLetterConfig',
    ...atDefaultOnly,
  ],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const want = functionWant(context.partitionOf(ref.account, ref.region), ref, 'UpdateFunctionConfiguration');
    return input.Role === undefined ? [want] : [want, passRoleWant(input.Role)];
  },
  async handle(input, context) {
    refuseUnsupported('UpdateFunctionConfiguration', input);
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    const { version: before } = resolveVersion(partition, ref);
    checkRevision(input.RevisionId, before.revisionId, 'function');
    const { role, deadLetterTargetArn } = configurationFrom(ref.name, input, before);
    const running = runningLambda(context);
    const execution = { ...ref, functionName: ref.name, roleArn: role, functionArn: functionArn(ref) };
    if (role !== before.role) await checkExecutionRole(running, execution);
    if (input.DeadLetterConfig !== undefined) await checkDeadLetterTarget(running, execution, deadLetterTargetArn);
    const view = context.transaction(() => {
      const { version } = resolveVersion(partition, ref);
      checkRevision(input.RevisionId, version.revisionId, 'function');
      const configuration = configurationFrom(ref.name, input, version);
      const { deadLetterTargetArn: _before, ...rest } = version;
      const updated = { ...rest, ...configuration, modifiedAt: context.now().toISOString(), revisionId: newRevisionId() };
      lambdaTables(partition).versions.put(versionKey(ref.name, latest), updated);
      return configurationView(ref, updated);
    });
    running.fleet.retire(functionKeyOf(ref), isVersion(latest));
    return view;
  },
});
