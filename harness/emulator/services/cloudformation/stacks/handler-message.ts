import type { StaticOperationSchema } from '@smithy/types';
import { AwsError } from '../../../kernel/aws-error.ts';

/** A refusal by the service that was called for a resource, with that service's name. */
export class HandlerFailure extends Error {
  readonly error: AwsError;
  readonly service: string;

  constructor(error: AwsError, operation: StaticOperationSchema) {
    super(error.message);
    this.name = 'HandlerFailure';
    this.error = error;
    this.service = serviceNames[operation[1]] ?? operation[1];
  }
}

const serviceNames: Readonly<Record<string, string>> = {
  'com.amazonaws.cloudwatchlogs': 'CloudWatchLogs',
  'com.amazonaws.dynamodb': 'DynamoDb',
  'com.amazonaws.eventbridge': 'EventBridge',
  'com.amazonaws.iam': 'Iam',
  'com.amazonaws.kms': 'Kms',
  'com.amazonaws.lambda': 'Lambda',
  'com.amazonaws.s3': 'S3',
  'com.amazonaws.secretsmanager': 'SecretsManager',
  'com.amazonaws.sns': 'Sns',
  'com.amazonaws.sqs': 'Sqs',
  'com.amazonaws.ssm': 'Ssm',
  'com.amazonaws.sts': 'Sts',
};

/** The reason that a stack event gives for a failed resource. Undefined where `thrown` is no refusal but a fault of this emulator. */
export function failureReason(thrown: unknown, requestToken: string): string | undefined {
  if (thrown instanceof HandlerFailure) {
    const { error, service } = thrown;
    const detail = `${error.message} (Service: ${service}, Status Code: ${error.httpStatus})`;
    return `Resource handler returned message: "${detail}" (RequestToken: ${requestToken}, HandlerErrorCode: ${handlerErrorCode(error)})`;
  }
  return thrown instanceof AwsError ? thrown.message : undefined;
}

/** True where a call says that what it should make is there already. */
export function isAlreadyThere(thrown: unknown): boolean {
  return thrown instanceof HandlerFailure && handlerErrorCode(thrown.error) === 'AlreadyExists';
}

export function isNotFound(thrown: unknown): boolean {
  return thrown instanceof HandlerFailure && handlerErrorCode(thrown.error) === 'NotFound';
}

/** The codes of CloudFormation's resource handlers, by what the called service answered. */
function handlerErrorCode({ code, httpStatus, message }: AwsError): string {
  if (code.startsWith('AccessDenied') || httpStatus === 403) return 'AccessDenied';
  if (/NotFound|NoSuch|DoesNotExist/.test(code) || httpStatus === 404) return 'NotFound';
  if (/AlreadyExists|AlreadyOwnedByYou|ResourceExists/.test(code)) return 'AlreadyExists';
  // Lambda has one code for "exists" and "is being changed".
  if (code === 'ResourceConflictException' && /exist/.test(message)) return 'AlreadyExists';
  // DynamoDB has one code for the same two.
  if (code === 'ResourceInUseException' && /already exists/.test(message)) return 'AlreadyExists';
  if (/Conflict/.test(code)) return 'ResourceConflict';
  if (/Throttl|TooManyRequests/.test(code)) return 'Throttling';
  if (/LimitExceeded/.test(code)) return 'ServiceLimitExceeded';
  return httpStatus >= 500 ? 'ServiceInternalError' : 'InvalidRequest';
}
