import {
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  type CloudWatchLogsClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { setTimeout as pause } from 'node:timers/promises';
import type { StackFunction } from '../deploy/stack-functions.ts';
import { functionOf } from './function-of.ts';
import type { Hands } from './hands.ts';

export interface LogLine {
  readonly at: string;
  /** As rehearsal.yaml calls it. */
  readonly function: string;
  readonly message: string;
}

export interface LogsWanted {
  readonly environment: string;
  /** Null for all of the environment. */
  readonly function: string | null;
  readonly sinceMs: number;
  /** Goes on until the signal, with what is written from then on. */
  readonly follow: boolean;
}

const lookEveryMs = 500;

/** Lines of one or all functions from CloudWatch Logs, oldest first. */
export async function* readLogs(hands: Hands, wanted: LogsWanted, signal: AbortSignal): AsyncGenerator<LogLine> {
  const { environment, function: name } = wanted;
  const functions = name === null ? await hands.functions.of(environment) : [await functionOf(hands, environment, name)];
  const groups = await Promise.all(functions.map(async (fn) => ({ fn, group: await groupOf(fn) })));
  const seen = new Set<string>();
  let since = wanted.sinceMs;
  for (;;) {
    const lines = (await Promise.all(groups.map(({ fn, group }) => newLines(fn.clients.logs, group, fn.name, since, seen)))).flat();
    for (const { line } of lines.toSorted((left, right) => left.atMs - right.atMs)) yield line;
    // Events may be handed in a little late and with the time of their writing: the last seconds are asked for again.
    since = Math.max(since, ...lines.map(({ atMs }) => atMs - lateMs));
    if (!wanted.follow || signal.aborted) return;
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

const lateMs = 5_000;

async function groupOf({ clients, physicalId }: StackFunction): Promise<string> {
  const { LoggingConfig: logging } = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: physicalId }));
  return logging?.LogGroup ?? `/aws/lambda/${physicalId}`;
}

interface DatedLine {
  readonly atMs: number;
  readonly line: LogLine;
}

async function newLines(
  logs: CloudWatchLogsClient,
  group: string,
  fn: string,
  sinceMs: number,
  seen: Set<string>,
): Promise<readonly DatedLine[]> {
  const lines: DatedLine[] = [];
  let nextToken: string | undefined;
  do {
    const page = await pageOf(logs, group, sinceMs, nextToken);
    for (const { eventId = '', timestamp = 0, message = '' } of page?.events ?? []) {
      if (seen.has(eventId)) continue;
      seen.add(eventId);
      lines.push({ atMs: timestamp, line: { at: new Date(timestamp).toISOString(), function: fn, message: message.trimEnd() } });
    }
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return lines;
}

/** Null where the function has written nothing yet: Lambda makes the group with the first line. */
async function pageOf(
  logs: CloudWatchLogsClient,
  group: string,
  sinceMs: number,
  nextToken: string | undefined,
): Promise<FilterLogEventsCommandOutput | null> {
  try {
    const from = nextToken === undefined ? {} : { nextToken };
    return await logs.send(new FilterLogEventsCommand({ logGroupName: group, startTime: sinceMs, ...from }));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}
