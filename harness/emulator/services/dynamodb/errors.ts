import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as DynamoDB answers them. */

export const validation = (message: string): AwsError => new AwsError('ValidationException', message, 400);

export const invalidParameter = (message: string): AwsError => validation(`One or more parameter values were invalid: ${message}`);

/** What is wrong with the item of one write: a transaction takes it as the reason of that write, and goes on to say so. */
export class ItemInvalid extends AwsError {
  constructor(message: string) {
    super('ValidationException', message, 400);
  }
}

/** The form in which AWS names a member that breaks its constraint. */
export const constraint = (member: string, value: unknown, rule: string): AwsError =>
  validation(`1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${rule}`);

/** To operations on items AWS does not say which table is missing. */
export const resourceNotFound = (): AwsError => new AwsError('ResourceNotFoundException', 'Requested resource not found', 400);

export const tableNotFound = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`, 400);

export const resourceOfArnNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`, 400);

export const policyNotFound = (of: string): AwsError =>
  new AwsError('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${of}`, 400);

export const tableExists = (name: string): AwsError => new AwsError('ResourceInUseException', `Table already exists: ${name}`, 400);

export const conditionFailed = (Item?: unknown): AwsError =>
  new AwsError('ConditionalCheckFailedException', 'The conditional request failed', 400, Item === undefined ? {} : { Item });

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

export const transactionCanceled = (reasons: readonly CancellationReason[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: reasons },
  );

export const idempotentParameterMismatch = (): AwsError =>
  new AwsError(
    'IdempotentParameterMismatchException',
    'A previously submitted request with this client token was made with different parameters.',
    400,
  );

export const keyMismatch = (): AwsError => new ItemInvalid('The provided key element does not match the schema');
