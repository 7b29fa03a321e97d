import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';

/** A message as an event's record has it. Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly [member: string]: unknown;
}

export function sqsRecord(message: Message, eventSourceARN: string): SqsRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, recordAttribute(value)]),
    ),
    ...(message.MD5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: eventSourceARN.split(':')[3],
  };
}

function recordAttribute({ DataType, StringValue, BinaryValue }: MessageAttributeValue): Readonly<Record<string, unknown>> {
  const value = BinaryValue === undefined ? { stringValue: StringValue } : { binaryValue: Buffer.from(BinaryValue).toString('base64') };
  return { ...value, stringListValues: [], binaryListValues: [], dataType: DataType };
}

/** What filters look at: the record with its body as JSON, where it is that. */
export function filteredRecord(record: SqsRecord): Readonly<Record<string, unknown>> {
  try {
    return { ...record, body: JSON.parse(record.body) as unknown };
  } catch (problem) {
    if (problem instanceof SyntaxError) return record;
    throw problem;
  }
}
