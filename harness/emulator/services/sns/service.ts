import { defineService } from '../../kernel/service.ts';
import { confirmSubscription } from './operations/confirm-subscription.ts';
import { createTopic } from './operations/create-topic.ts';
import { deleteTopic } from './operations/delete-topic.ts';
import { getSubscriptionAttributes } from './operations/get-subscription-attributes.ts';
import { getTopicAttributes } from './operations/get-topic-attributes.ts';
import { listSubscriptions } from './operations/list-subscriptions.ts';
import { listSubscriptionsByTopic } from './operations/list-subscriptions-by-topic.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { listTopics } from './operations/list-topics.ts';
import { publish } from './operations/publish.ts';
import { publishBatch } from './operations/publish-batch.ts';
import { setSubscriptionAttributes } from './operations/set-subscription-attributes.ts';
import { setTopicAttributes } from './operations/set-topic-attributes.ts';
import { subscribe } from './operations/subscribe.ts';
import { tagResource } from './operations/tag-resource.ts';
import { unsubscribe } from './operations/unsubscribe.ts';
import { untagResource } from './operations/untag-resource.ts';
import { RunningSns } from './running-sns.ts';

export const service = defineService({
  signingName: 'sns',
  serviceId: 'SNS',
  operations: [
    confirmSubscription,
    createTopic,
    deleteTopic,
    getSubscriptionAttributes,
    getTopicAttributes,
    listSubscriptions,
    listSubscriptionsByTopic,
    listTagsForResource,
    listTopics,
    publish,
    publishBatch,
    setSubscriptionAttributes,
    setTopicAttributes,
    subscribe,
    tagResource,
    unsubscribe,
    untagResource,
  ],
  start: (host) => Promise.resolve(new RunningSns(host)),
});
