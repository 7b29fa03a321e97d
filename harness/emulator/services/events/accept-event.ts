import { randomUUID } from 'node:crypto';
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { OperationContext } from '../../kernel/context.ts';
import { busArn, busRef, lookUpBus } from './find-bus.ts';
import { ruleArn } from './find-rule.ts';
import { readPattern } from './read-pattern.ts';
import { runningEvents } from './running-events.ts';
import { eventsTables } from './state.ts';
import type { EventRecord } from './state.ts';

/** Takes one event, and sends it on its way to the targets of every rule that it matches. What is wrong with it is its answer. */
export function acceptEvent(entry: PutEventsRequestEntry, context: OperationContext): PutEventsResultEntry {
  const problem = problemOf(entry);
  if (problem !== undefined) return { ErrorCode: problem[0], ErrorMessage: problem[1] };
  const ref = busRef(entry.EventBusName, context);
  const found = lookUpBus(ref, context);
  const event = recordOf(entry, context);
  // AWS answers for a bus that is not there as for any other.
  if (found === undefined) {
    runningEvents(context).trace({ kind: 'event-dropped', account: context.account, bus: busArn(ref), eventId: event.id });
    return { EventId: event.id };
  }
  const { partition, bus } = found;
  for (const [, rule] of eventsTables(partition).rules.scan({ prefix: `${bus.name}/` })) {
    if (rule.bus !== bus.name || !rule.enabled || !readPattern(rule.pattern)(event)) continue;
    const named = { name: rule.name, arn: ruleArn({ bus: ref, name: rule.name }) };
    for (const target of rule.targets)
      runningEvents(context).add(partition, { event, target, rule: named, ingestedAt: context.now().toISOString() });
  }
  return { EventId: event.id };
}

function recordOf(entry: PutEventsRequestEntry, context: OperationContext): EventRecord {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.DetailType ?? '',
    source: entry.Source ?? '',
    account: context.account,
    time: `${(entry.Time ?? context.now()).toISOString().slice(0, 19)}Z`,
    region: context.region,
    resources: entry.Resources ?? [],
    detail: JSON.parse(entry.Detail ?? '{}') as unknown,
  };
}

function problemOf({
  Source: source,
  DetailType: type,
  Detail: detail,
}: PutEventsRequestEntry): readonly [code: string, message: string] | undefined {
  for (const [name, value] of Object.entries({ Source: source, DetailType: type, Detail: detail })) {
    if (value === undefined || value === '')
      return ['InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`];
  }
  if (source?.startsWith('aws.') === true) return ['NotAuthorizedForSource', 'Not authorized for the source.'];
  return isObject(detail ?? '') ? undefined : ['MalformedDetail', 'Detail is malformed.'];
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (problem) {
    if (problem instanceof SyntaxError) return false;
    throw problem;
  }
}
