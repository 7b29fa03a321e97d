import { notEmulated } from '../../../errors.ts';
import { passedOn, pick } from '../expansion.ts';
import { invalidEvent } from '../sam-error.ts';
import { addPermission, targetArn, type FunctionEvent } from './function-event.ts';

/** A subscription of the function to a topic. */
export function expandSnsEvent(event: FunctionEvent): void {
  const { logicalId, properties, functionId, eventId, sam } = event;
  const { Topic, SqsSubscription } = properties;
  if (Topic === undefined) throw invalidEvent(functionId, eventId, "Missing required property 'Topic'.");
  if (SqsSubscription !== undefined && SqsSubscription !== false) {
    throw notEmulated(`The property SqsSubscription of an event of type SNS (event ${eventId} of resource ${functionId})`);
  }
  sam.resources[logicalId] = {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      Protocol: 'lambda',
      Endpoint: targetArn(event),
      TopicArn: Topic,
      ...pick(properties, ['Region', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy']),
    },
    ...passedOn(event.resource),
  };
  addPermission(event, 'sns.amazonaws.com', Topic);
}
