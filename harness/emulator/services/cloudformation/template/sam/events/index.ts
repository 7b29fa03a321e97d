import { notEmulated } from '../../../errors.ts';
import { isObject, type Json } from '../../json.ts';
import { invalidEvent } from '../sam-error.ts';
import { wantMap } from '../serverless-properties.ts';
import { expandEventSourceMapping } from './event-source-mapping.ts';
import type { EventTarget, FunctionEvent } from './function-event.ts';
import { expandHttpApiEvent } from './http-api.ts';
import { expandPatternRule, expandSchedule } from './rule.ts';
import { expandSnsEvent } from './sns.ts';

const expanders: Readonly<Record<string, (event: FunctionEvent) => void>> = {
  CloudWatchEvent: expandPatternRule,
  DynamoDB: expandEventSourceMapping,
  EventBridgeRule: expandPatternRule,
  HttpApi: expandHttpApiEvent,
  Kinesis: expandEventSourceMapping,
  SNS: expandSnsEvent,
  SQS: expandEventSourceMapping,
  Schedule: expandSchedule,
};

const refused = [
  'AlexaSkill',
  'Api',
  'CloudWatchLogs',
  'Cognito',
  'DocumentDB',
  'IoTRule',
  'MQ',
  'MSK',
  'S3',
  'ScheduleV2',
  'SelfManagedKafka',
];

/** What a function's events need. `$default` comes first: its permission makes others superfluous. */
export function expandEvents(target: EventTarget, events: Json | undefined): void {
  if (events === undefined || events === null) return;
  const sorted = Object.entries(wantMap(target.functionId, 'Events', events)).sort(([left, a], [right, b]) =>
    orderKey(left, a) < orderKey(right, b) ? -1 : 1,
  );
  for (const [eventId, event] of sorted) expandEvent(target, eventId, event);
}

function orderKey(eventId: string, event: Json): string {
  if (!isObject(event)) return eventId;
  const { Path, Method } = isObject(event['Properties']) ? event['Properties'] : {};
  if (typeof Path === 'string') return Path;
  return event['Type'] === 'HttpApi' && Method === undefined ? '$default' : eventId;
}

function expandEvent(target: EventTarget, eventId: string, event: Json): void {
  const { functionId } = target;
  const type = isObject(event) ? event['Type'] : undefined;
  if (!isObject(event) || typeof type !== 'string') throw invalidEvent(functionId, eventId, "Event must have a 'Type'.");
  if (refused.includes(type)) throw notEmulated(refusal(type, eventId, functionId));
  const expand = expanders[type];
  if (expand === undefined) throw invalidEvent(functionId, eventId, `Event type '${type}' is not supported.`);
  const properties = event['Properties'] ?? {};
  if (!isObject(properties)) throw invalidEvent(functionId, eventId, 'Properties should be a map.');
  expand({ ...target, eventId, logicalId: `${functionId}${eventId}`, type, properties });
}

function refusal(type: string, eventId: string, functionId: string): string {
  const what = `The event type ${type} (event ${eventId} of resource ${functionId})`;
  return type === 'Api' ? `${what}, a REST API where an event of type HttpApi is emulated,` : what;
}
