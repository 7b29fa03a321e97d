import { AwsError } from '../../kernel/aws-error.ts';

/** Codes as AWS CodeDeploy has them; it publishes no sentences for these. */

export const deploymentIdRequired = (): AwsError =>
  new AwsError('DeploymentIdRequiredException', 'At least one deployment ID must be specified.', 400);

export const noSuchDeployment = (id: string): AwsError =>
  new AwsError('DeploymentDoesNotExistException', `The deployment ${id} could not be found`, 400);

export const invalidExecutionId = (): AwsError =>
  new AwsError(
    'InvalidLifecycleEventHookExecutionIdException',
    'A lifecycle event hook is invalid. Review the hooks section in your AppSpec file to ensure the lifecycle events and hooks functions are valid.',
    400,
  );

export const invalidStatus = (): AwsError =>
  new AwsError(
    'InvalidLifecycleEventHookExecutionStatusException',
    'The result of a Lambda validation function that verifies a lifecycle event is invalid. It should return Succeeded or Failed.',
    400,
  );

export const alreadyCompleted = (): AwsError =>
  new AwsError(
    'LifecycleEventAlreadyCompletedException',
    'An attempt to return the status of an already completed lifecycle event occurred.',
    400,
  );
