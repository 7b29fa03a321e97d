import { PutLifecycleEventHookExecutionStatus$ } from '@aws-sdk/client-codedeploy';
import type { PutLifecycleEventHookExecutionStatusInput, PutLifecycleEventHookExecutionStatusOutput } from '@aws-sdk/client-codedeploy';
import { defineOperation } from '../../../kernel/operation.ts';
import { alreadyCompleted, deploymentIdRequired, invalidExecutionId, invalidStatus, noSuchDeployment } from '../errors.ts';
import { hooksOf } from '../running-hooks.ts';

/** What a before- or after-traffic hook says of the version that it tried: Succeeded or Failed, once. */
export const putLifecycleEventHookExecutionStatus = defineOperation<
  PutLifecycleEventHookExecutionStatusInput,
  PutLifecycleEventHookExecutionStatusOutput
>({
  schema: PutLifecycleEventHookExecutionStatus$,
  accepts: ['deploymentId', 'lifecycleEventHookExecutionId', 'status'],
  // IAM knows no resource of it.
  authorise: () => [{ action: 'codedeploy:PutLifecycleEventHookExecutionStatus', resource: '*' }],
  handle({ deploymentId, lifecycleEventHookExecutionId: executionId, status }, context) {
    const { account, region } = context;
    const waiting = hooksOf(context);
    if (deploymentId === undefined || deploymentId === '') throw deploymentIdRequired();
    const hooks = waiting.ofDeployment(account, region, deploymentId);
    if (hooks.length === 0) throw noSuchDeployment(deploymentId);
    const hook = hooks.find((each) => each.executionId === executionId);
    if (hook === undefined) throw invalidExecutionId();
    if (status !== 'Succeeded' && status !== 'Failed') throw invalidStatus();
    if (hook.status !== 'Pending') throw alreadyCompleted();
    waiting.report(hook.executionId, status);
    return { lifecycleEventHookExecutionId: hook.executionId };
  },
});
