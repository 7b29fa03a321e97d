import { AwsError } from '../../kernel/aws-error.ts';

/** SQS speaks JSON now and answers the codes of its old Query protocol in a header, which clients of both generations read. */
function sqsError(code: string, queryCode: string, message: string, httpStatus = 400): AwsError {
  return new AwsError(code, message, httpStatus, {}, { 'x-amzn-query-error': `${queryCode};Sender` });
}

const prefixed = (code: string, message: string, httpStatus = 400): AwsError =>
  sqsError(code, `AWS.SimpleQueueService.${code}`, message, httpStatus);

export const queueDoesNotExist = (): AwsError =>
  sqsError('QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');

export const queueNameExists = (attribute: string): AwsError =>
  sqsError(
    'QueueNameExists',
    'QueueAlreadyExists',
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );

export const queueDeletedRecently = (): AwsError =>
  prefixed('QueueDeletedRecently', 'You must wait 60 seconds after deleting a queue before you can create another with the same name.');

export const invalidAddress = (url: string): AwsError =>
  sqsError('InvalidAddress', 'InvalidAddress', `The address ${url} is not valid for this endpoint.`, 404);

export const invalidParameterValue = (message: string): AwsError =>
  sqsError('InvalidParameterValueException', 'InvalidParameterValue', message);

export const missingParameter = (name: string): AwsError =>
  sqsError('MissingRequiredParameterException', 'MissingParameter', `The request must contain the parameter ${name}.`);

export const invalidAttributeName = (name: string): AwsError =>
  sqsError('InvalidAttributeName', 'InvalidAttributeName', `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string): AwsError =>
  sqsError('InvalidAttributeValue', 'InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

export const invalidPolicy = (why: string): AwsError =>
  sqsError('InvalidAttributeValue', 'InvalidAttributeValue', `Invalid value for the parameter Policy. ${why}`);

export const invalidReceiptHandle = (): AwsError =>
  sqsError('ReceiptHandleIsInvalid', 'ReceiptHandleIsInvalid', 'The input receipt handle is invalid.', 404);

export const messageNotInFlight = (): AwsError => prefixed('MessageNotInflight', "The specified message isn't in flight.");

export const invalidMessageContents = (message: string): AwsError => sqsError('InvalidMessageContents', 'InvalidMessageContents', message);

export const emptyBatch = (entry: string): AwsError =>
  prefixed('EmptyBatchRequest', `There should be at least one ${entry} in the request.`);

export const tooManyEntries = (sent: number): AwsError =>
  prefixed('TooManyEntriesInBatchRequest', `Maximum number of entries per request are 10. You have sent ${sent}.`);

export const idsNotDistinct = (id: string): AwsError => prefixed('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);

export const invalidBatchEntryId = (): AwsError =>
  prefixed(
    'InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
  );

export const batchTooLong = (bytes: number): AwsError =>
  prefixed('BatchRequestTooLong', `Batch requests cannot be longer than 1048576 bytes. You have sent ${bytes} bytes.`);

export const purgeInProgress = (name: string): AwsError =>
  prefixed('PurgeQueueInProgress', `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`, 403);

export const unsupportedOperation = (message: string): AwsError => prefixed('UnsupportedOperation', message);

/** Not an empty answer: who polls in a loop would ask again at once. */
export const closing = (): AwsError => new AwsError('ServiceUnavailable', 'The emulator is closing.', 503);
