import { AwsError } from '../../kernel/aws-error.ts';

const user = { Type: 'User' };

export function resourceNotFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404, user);
}

export function functionNotFound(arn: string): AwsError {
  return resourceNotFound(`Function not found: ${arn}`);
}

export function resourceConflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', message, 409, user);
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, 400, user);
}

export function invalidRequestContent(message: string): AwsError {
  return new AwsError('InvalidRequestContentException', message, 400, user);
}

export function preconditionFailed(message: string): AwsError {
  return new AwsError('PreconditionFailedException', message, 412, user);
}

/** AWS's words for a member that breaks a constraint of the API's model. */
export function constraintBroken(value: unknown, member: string, constraint: string): AwsError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const message = `1 validation error detected: Value '${shown}' at '${member}' failed to satisfy constraint: ${constraint}`;
  return new AwsError('ValidationException', message, 400);
}

export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message, 403, user);
}

/** Not among the SDK's modelled errors (which say RequestTooLargeException), but what AWS answers. */
export function requestEntityTooLarge(maxBytes: number): AwsError {
  return new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`,
    413,
    user,
  );
}

export function tooManyRequests(
  reason: 'ConcurrentInvocationLimitExceeded' | 'ReservedFunctionConcurrentInvocationLimitExceeded',
): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, { ...user, Reason: reason });
}
