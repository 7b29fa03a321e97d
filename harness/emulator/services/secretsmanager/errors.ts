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
