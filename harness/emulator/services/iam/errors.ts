import { AwsError } from '../../kernel/aws-error.ts';

export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, 404);
export const entityAlreadyExists = (message: string): AwsError => new AwsError('EntityAlreadyExists', message, 409);
export const deleteConflict = (message: string): AwsError => new AwsError('DeleteConflict', message, 409);
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceeded', message, 409);
export const malformedPolicyDocument = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message, 400);
export const invalidInput = (message: string): AwsError => new AwsError('InvalidInput', message, 400);
export const accessDenied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message, 400);

/** IAM's sentence on a member that breaks a constraint: `constraint` is `Member must have length less than or equal to 64`. */
export const constraintFailed = (member: string, constraint: string): AwsError =>
  validationError(`1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`);
