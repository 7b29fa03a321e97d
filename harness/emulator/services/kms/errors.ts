import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as AWS KMS answers them. */

export const notFound = (message: string): AwsError => new AwsError('NotFoundException', message, 400);
export const keyNotFound = (arn: string): AwsError => notFound(`Key '${arn}' does not exist`);
export const aliasNotFound = (arn: string): AwsError => notFound(`Alias ${arn} is not found.`);
export const invalidArn = (message: string): AwsError => new AwsError('InvalidArnException', message, 400);
export const disabled = (arn: string): AwsError => new AwsError('DisabledException', `${arn} is disabled.`, 400);
export const invalidState = (message: string): AwsError => new AwsError('KMSInvalidStateException', message, 400);
export const invalidKeyUsage = (message: string): AwsError => new AwsError('InvalidKeyUsageException', message, 400);
/** KMS says no word about what is wrong with a ciphertext. */
export const invalidCiphertext = (): AwsError => new AwsError('InvalidCiphertextException', '', 400);
export const incorrectKey = (): AwsError =>
  new AwsError('IncorrectKeyException', 'The key ID in the request does not identify a CMK that can perform this operation.', 400);
export const invalidSignature = (): AwsError => new AwsError('KMSInvalidSignatureException', '', 400);
export const invalidMac = (): AwsError => new AwsError('KMSInvalidMacException', '', 400);
export const validation = (message: string): AwsError => new AwsError('ValidationException', message, 400);
export const malformedPolicy = (message: string): AwsError => new AwsError('MalformedPolicyDocumentException', message, 400);
export const unsupported = (message: string): AwsError => new AwsError('UnsupportedOperationException', message, 400);
export const alreadyExists = (arn: string): AwsError =>
  new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`, 400);
export const invalidAliasName = (message: string): AwsError => new AwsError('InvalidAliasNameException', message, 400);
export const tagProblem = (message: string): AwsError => new AwsError('TagException', message, 400);
export const invalidMarker = (): AwsError => new AwsError('InvalidMarkerException', 'Could not deserialize marker', 400);
export const invalidGrantToken = (message: string): AwsError => new AwsError('InvalidGrantTokenException', message, 400);

export const constraint = (member: string, value: string, text: string): AwsError =>
  validation(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${text}`);
