import { AwsError } from '../../kernel/aws-error.ts';

/** Codes and sentences as Amazon SNS answers them. */

export const invalidParameter = (what: string): AwsError => new AwsError('InvalidParameter', `Invalid parameter: ${what}`, 400);

export const topicNotFound = (): AwsError => new AwsError('NotFound', 'Topic does not exist', 404);

export const subscriptionNotFound = (): AwsError => new AwsError('NotFound', 'Subscription does not exist', 404);

export const resourceNotFound = (): AwsError => new AwsError('ResourceNotFound', 'Resource does not exist', 404);

export const tooManyTags = (): AwsError =>
  new AwsError('TagLimitExceeded', 'Could not complete request: tag quota of per resource exceeded', 400);

export const emptyBatch = (): AwsError => new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.", 400);

export const tooManyEntries = (): AwsError =>
  new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.', 400);

export const idsNotDistinct = (): AwsError =>
  new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.', 400);

export const invalidBatchEntryId = (): AwsError =>
  new AwsError('InvalidBatchEntryId', "The Id of a batch entry in a batch request doesn't abide by the specification.", 400);

export const batchTooLong = (): AwsError =>
  new AwsError('BatchRequestTooLong', 'The length of all the batch messages put together is more than the limit.', 400);
