import type { SubscriptionRow } from './state.ts';

export interface PostedMessage {
  readonly type: 'Notification' | 'SubscriptionConfirmation';
  readonly id: string;
  readonly body: string;
  readonly raw: boolean;
}

/** SNS waits fifteen seconds for an endpoint. */
const answerWithinMs = 15_000;

/** Posts to an HTTP endpoint. Another 4xx than 429 is a refusal, everything else but 2xx a failure. */
export async function post(
  { endpoint, topicArn, arn, token }: SubscriptionRow,
  { type, id, body, raw }: PostedMessage,
  stop: AbortSignal,
): Promise<'delivered' | 'refused' | 'failed'> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs)]),
      headers: {
        'content-type': 'text/plain; charset=UTF-8',
        'user-agent': 'Amazon Simple Notification Service Agent',
        'x-amz-sns-message-type': type,
        'x-amz-sns-message-id': id,
        'x-amz-sns-topic-arn': topicArn,
        ...(token === undefined ? { 'x-amz-sns-subscription-arn': arn } : {}),
        ...(raw ? { 'x-amz-sns-rawdelivery': 'true' } : {}),
      },
      body,
    });
    await response.arrayBuffer();
    if (response.ok) return 'delivered';
    return response.status >= 400 && response.status < 500 && response.status !== 429 ? 'refused' : 'failed';
  } catch (error) {
    // Nobody listens, no answer in time, or the emulator closes.
    if (error instanceof TypeError || error instanceof DOMException) return 'failed';
    throw error;
  }
}
