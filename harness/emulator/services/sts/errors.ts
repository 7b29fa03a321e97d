import { AwsError } from '../../kernel/aws-error.ts';

export const accessDenied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message, 400);
export const invalidParameterValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message, 400);
export const malformedPolicyDocument = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message, 400);
export const missingAuthenticationToken = (): AwsError =>
  new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);

/** STS repeats the value in its sentence: `constraint` is `Member must have value less than or equal to 43200`. */
export const constraintFailed = (member: string, value: string | number, constraint: string): AwsError =>
  validationError(`1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`);

export const invalidIdentityToken = (message: string): AwsError => new AwsError('InvalidIdentityToken', message, 400);
export const expiredToken = (message: string): AwsError => new AwsError('ExpiredTokenException', message, 400);
export const idpCommunicationError = (message: string): AwsError => new AwsError('IDPCommunicationError', message, 400);
