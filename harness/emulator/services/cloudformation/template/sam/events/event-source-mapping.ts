import { passedOn, pick } from '../expansion.ts';
import { addManaged } from '../function-role.ts';
import { awsManagedPolicy } from '../policies.ts';
import { invalidEvent } from '../sam-error.ts';
import { notEmulated } from '../../../errors.ts';
import { targetName, type FunctionEvent } from './function-event.ts';
import { words } from '../words.ts';

/** Taken over into AWS::Lambda::EventSourceMapping as they are: what of them is not emulated is refused there. */
const taken = words(
  'StartingPosition StartingPositionTimestamp BatchSize Enabled MaximumBatchingWindowInSeconds MaximumRetryAttempts',
  'BisectBatchOnFunctionError MaximumRecordAgeInSeconds ParallelizationFactor TumblingWindowInSeconds',
  'FunctionResponseTypes FilterCriteria KmsKeyArn ScalingConfig ProvisionedPollerConfig MetricsConfig LoggingConfig',
);

const sources: Readonly<Record<string, { readonly property: string; readonly policy: string }>> = {
  SQS: { property: 'Queue', policy: 'service-role/AWSLambdaSQSQueueExecutionRole' },
  DynamoDB: { property: 'Stream', policy: 'service-role/AWSLambdaDynamoDBExecutionRole' },
  Kinesis: { property: 'Stream', policy: 'service-role/AWSLambdaKinesisExecutionRole' },
};

/** A queue or stream that Lambda polls with the function's role. */
export function expandEventSourceMapping(event: FunctionEvent): void {
  const { logicalId, type, properties, functionId, eventId, role, sam } = event;
  const source = sources[type];
  if (source === undefined) throw new Error(`${type} is polled from no known source.`);
  const arn = properties[source.property];
  if (arn === undefined) throw invalidEvent(functionId, eventId, `Missing required property '${source.property}'.`);
  const unknown = Object.keys(properties).find((name) => name !== source.property && !taken.includes(name));
  if (unknown !== undefined)
    throw notEmulated(`The property ${unknown} of an event of type ${type} (event ${eventId} of resource ${functionId})`);
  sam.resources[logicalId] = {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: targetName(event), EventSourceArn: arn, ...pick(properties, taken) },
    ...passedOn(event.resource),
  };
  addManaged(role, awsManagedPolicy(source.policy));
}
