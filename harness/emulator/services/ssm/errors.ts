import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as AWS Systems Manager Parameter Store answers them. */

/** AWS gives no message here. */
export const parameterNotFound = (): AwsError => new AwsError('ParameterNotFound', '', 400);

export const versionNotFound = (name: string, version: string): AwsError =>
  new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
    400,
  );

export const parameterExists = (): AwsError =>
  new AwsError(
    'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    400,
  );

export const validation = (message: string): AwsError => new AwsError('ValidationException', message, 400);

/** The form in which AWS names a member that breaks its constraint. */
export const constraint = (member: string, value: unknown, rule: string): AwsError =>
  validation(`1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${rule}`);

export const patternMismatch = (pattern: string): AwsError =>
  new AwsError('ParameterPatternMismatchException', `Parameter value, cannot be validated against allowedPattern: ${pattern}`, 400);

export const typeMismatch = (): AwsError =>
  new AwsError('HierarchyTypeMismatchException', "Parameter Store doesn't support changing a parameter type in a hierarchy.", 400);

export const reservedName = (name: string): AwsError =>
  new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`, 400);

export const invalidResourceId = (): AwsError =>
  new AwsError('InvalidResourceId', 'The resource ID is not valid. Verify that you entered the correct ID and try again.', 400);

export const invalidNextToken = (): AwsError => new AwsError('InvalidNextToken', 'The specified token is not valid.', 400);

export const tooManyTags = (): AwsError => new AwsError('TooManyTagsError', 'A parameter can have at most 50 tags.', 400);
