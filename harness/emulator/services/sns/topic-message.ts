/** A message that a topic has taken. */
export interface TopicMessage {
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  /** Other texts for some protocols (MessageStructure json). */
  readonly perProtocol?: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, AttributeRow>>;
  /** ISO 8601. */
  readonly publishedAt: string;
}

/** `value` is base64 where the type is Binary. */
export interface AttributeRow {
  readonly type: string;
  readonly value: string;
}
