import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as AWS Secrets Manager answers them. */

export const secretNotFound = (): AwsError =>
  new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.", 400);

export const valueNotFound = (selector: {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}): AwsError =>
  new AwsError(
    'ResourceNotFoundException',
    selector.VersionId === undefined
      ? `Secrets Manager can't find the specified secret value for staging label: ${selector.VersionStage ?? 'AWSCURRENT'}`
      : `Secrets Manager can't find the specified secret value for VersionId: ${selector.VersionId}`,
    400,
  );

export const secretExists = (name: string): AwsError =>
  new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`, 400);

export const tokenInUse = (token: string, arn: string): AwsError =>
  new AwsError(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
    400,
  );

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message, 400);

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message, 400);

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message, 400);

export const malformedPolicy = (message: string): AwsError => new AwsError('MalformedPolicyDocumentException', message, 400);

export const publicPolicy = (): AwsError =>
  new AwsError(
    'PublicPolicyException',
    'You attached a resource policy that grants broad access to the secret, which BlockPublicPolicy forbids.',
    400,
  );

export const markedForDeletion = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");

export const invalidNextToken = (): AwsError => new AwsError('InvalidNextTokenException', 'Invalid pagination token.', 400);

export const encryptionFailure = (): AwsError =>
  new AwsError(
    'EncryptionFailure',
    "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
    400,
  );

export const decryptionFailure = (): AwsError =>
  new AwsError('DecryptionFailure', "Secrets Manager can't decrypt the protected secret text using the provided KMS key.", 400);

/** Which permission is missing is not said: the trace has it. */
export const kmsDenied = (): AwsError => new AwsError('AccessDeniedException', 'Access to KMS is not allowed', 400);
