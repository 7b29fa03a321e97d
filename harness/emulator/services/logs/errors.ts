import { AwsError } from '../../kernel/aws-error.ts';

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 400);
}

export function groupNotFound(): AwsError {
  return resourceNotFound('The specified log group does not exist.');
}

export function streamNotFound(): AwsError {
  return resourceNotFound('The specified log stream does not exist.');
}

export function policyLimitExceeded(): AwsError {
  return new AwsError('LimitExceededException', 'Resource limit exceeded.', 400);
}

export function resourceAlreadyExists(kind: 'group' | 'stream'): AwsError {
  return new AwsError('ResourceAlreadyExistsException', `The specified log ${kind} already exists`, 400);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message, 400);
}

/** AWS's words for a member that breaks a constraint of the API's model. */
export function constraintBroken(value: unknown, member: string, constraint: string): AwsError {
  return invalidParameter(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
