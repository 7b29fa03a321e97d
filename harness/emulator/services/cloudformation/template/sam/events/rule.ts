import { notEmulated } from '../../../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { getAtt, passedOn, pick, present } from '../expansion.ts';
import { invalidEvent } from '../sam-error.ts';
import { addPermission, targetArn, type FunctionEvent } from './function-event.ts';

/** EventBridgeRule, CloudWatchEvent: a rule with a pattern. */
export function expandPatternRule(event: FunctionEvent): void {
  const { Pattern, EventBusName, RuleName, Target } = event.properties;
  expandRule(event, { EventPattern: Pattern, EventBusName, Name: RuleName }, isObject(Target) ? Target['Id'] : undefined);
}

/** Schedule: a rule that time sets off. */
export function expandSchedule(event: FunctionEvent): void {
  const { Schedule, Name, Description } = event.properties;
  if (Schedule === undefined) throw invalidEvent(event.functionId, event.eventId, "Missing required property 'Schedule'.");
  expandRule(event, { ScheduleExpression: Schedule, Name, Description });
}

function expandRule(event: FunctionEvent, rule: Readonly<Record<string, Json | undefined>>, targetId?: Json): void {
  const { logicalId, properties, sam } = event;
  sam.resources[logicalId] = {
    Type: 'AWS::Events::Rule',
    Properties: present({
      ...rule,
      State: stateOf(event),
      Targets: [
        present({
          Arn: targetArn(event),
          Id: targetId ?? `${logicalId.slice(0, longestTargetId - suffix.length)}${suffix}`,
          ...pick(properties, ['Input', 'InputPath', 'InputTransformer', 'RetryPolicy']),
          DeadLetterConfig: deadLetters(event),
        }),
      ],
    }),
    ...passedOn(event.resource),
  };
  addPermission(event, 'events.amazonaws.com', getAtt(logicalId, 'Arn'));
}

const longestTargetId = 64;
const suffix = 'LambdaTarget';

function stateOf({ properties: { State, Enabled }, functionId, eventId }: FunctionEvent): Json | undefined {
  if (Enabled === undefined) return State;
  if (State !== undefined) throw invalidEvent(functionId, eventId, 'State and Enabled Properties cannot both be specified.');
  return Enabled === false || Enabled === 'false' ? 'DISABLED' : 'ENABLED';
}

function deadLetters({ properties: { DeadLetterConfig: given }, functionId, eventId }: FunctionEvent): JsonObject | undefined {
  if (given === undefined) return undefined;
  if (isObject(given) && given['Arn'] !== undefined) return { Arn: given['Arn'] };
  throw notEmulated(`A DeadLetterConfig without Arn (event ${eventId} of resource ${functionId})`);
}
