import type { SubscriptionRow } from './state.ts';
import type { TopicMessage } from './topic-message.ts';

/** What is on its way to one subscriber, as it was when the message was published. */
export type SnsParcel =
  | { readonly kind: 'message'; readonly subscription: SubscriptionRow; readonly message: TopicMessage }
  | { readonly kind: 'confirmation'; readonly subscription: SubscriptionRow; readonly token: string };
