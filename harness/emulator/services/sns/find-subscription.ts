import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { parseArn } from '../../accounts/arn.ts';
import { invalidParameter, subscriptionNotFound } from './errors.ts';
import { snsTables } from './state.ts';
import type { SubscriptionRow } from './state.ts';

export interface FoundSubscription {
  readonly subscription: SubscriptionRow;
  readonly key: string;
  readonly partition: Partition;
}

/** @throws InvalidParameter for what is no subscription's ARN. */
export function lookUpSubscription(arn: string | undefined, context: Pick<OperationContext, 'partitionOf'>): FoundSubscription | undefined {
  const parsed = parseArn(arn ?? '');
  const [name, uuid] = parsed?.resource.split(':') ?? [];
  if (parsed?.service !== 'sns' || name === undefined || uuid === undefined)
    throw invalidParameter('SubscriptionArn Reason: An ARN must have at least 6 elements, not 1');
  const partition = context.partitionOf(parsed.account, parsed.region);
  const key = `${name}/${uuid}`;
  const subscription = snsTables(partition).subscriptions.get(key);
  return subscription === undefined ? undefined : { subscription, key, partition };
}

/** @throws NotFound */
export function findSubscription(arn: string | undefined, context: Pick<OperationContext, 'partitionOf'>): FoundSubscription {
  const found = lookUpSubscription(arn, context);
  if (found === undefined) throw subscriptionNotFound();
  return found;
}

/** As lists show it: one that is not confirmed has no ARN yet. */
export const shownArn = ({ token, arn }: SubscriptionRow): string => (token === undefined ? arn : 'PendingConfirmation');
