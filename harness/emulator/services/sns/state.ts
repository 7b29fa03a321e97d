import type { Partition, Table } from '../../accounts/state.ts';

export interface TopicRow {
  readonly arn: string;
  readonly name: string;
  /** What can be set, as text; the policy always. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export type SubscriptionProtocol = 'sqs' | 'lambda' | 'http';

export interface SubscriptionRow {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
  /** The account that subscribed. */
  readonly owner: string;
  /** What confirms it, until it is confirmed. */
  readonly token?: string;
  /** RawMessageDelivery, FilterPolicy, FilterPolicyScope, RedrivePolicy: as text. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SnsTables {
  /** By name. */
  readonly topics: Table<TopicRow>;
  /** By `topic name/uuid`, in the topic's account. */
  readonly subscriptions: Table<SubscriptionRow>;
}

export function snsTables(partition: Partition): SnsTables {
  return { topics: partition.table('topics'), subscriptions: partition.table('subscriptions') };
}
