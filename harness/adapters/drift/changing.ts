import type { TracedCall } from './traced-call.ts';

/** Names of operations that change nothing begin so. */
const looks =
  /^(Get|List|Describe|Head|Lookup|Search|Select|Query|Scan|BatchGet|TransactGet|Filter|Invoke|Assume|Decrypt|Encrypt|ReEncrypt|Generate|Sign|Verify|Receive|Validate|Test|Estimate|Simulate|Detect)/;

/** What an application does with its own data all day: no change of the environment. */
const work: Readonly<Record<string, RegExp>> = {
  s3: /^(PutObject|PutObjectTagging|DeleteObject|DeleteObjects|DeleteObjectTagging|CopyObject|UploadPart|UploadPartCopy|CreateMultipartUpload|CompleteMultipartUpload|AbortMultipartUpload)$/,
  sqs: /^(SendMessage|SendMessageBatch|DeleteMessage|DeleteMessageBatch|ChangeMessageVisibility|ChangeMessageVisibilityBatch)$/,
  sns: /^Publish(Batch)?$/,
  events: /^PutEvents$/,
  dynamodb: /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|ExecuteStatement)$/,
  // Lambda makes a function’s log group as its role, where the template makes none.
  logs: /^(CreateLogGroup|CreateLogStream|PutLogEvents)$/,
};

export function changesSomething({ operation, status, decision }: TracedCall): boolean {
  return decision === 'allowed' && status < 400 && !looks.test(operation);
}

export function isWorkWithData({ service, operation }: TracedCall): boolean {
  return work[service]?.test(operation) ?? false;
}
