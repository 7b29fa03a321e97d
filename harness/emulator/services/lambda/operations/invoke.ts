import { Invoke$ } from '@aws-sdk/client-lambda';
import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';
import type { Partition } from '../../../accounts/state.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import type { Outgoing } from '../../../kernel/operation.ts';
import { constraintBroken, invalidRequestContent, requestEntityTooLarge } from '../errors.ts';
import { functionRef } from '../function-ref.ts';
import type { FunctionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { invokeFunction } from '../invoke-function.ts';
import type { FunctionInvocation } from '../invoke-function.ts';
import { maxEventPayloadBytes, maxInvokePayloadBytes } from '../payload-limits.ts';
import { resolveVersion } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';
import type { RunningLambda } from '../running-lambda.ts';

export const invoke = defineOperation<InvocationRequest, InvocationResponse>({
  schema: Invoke$,
  accepts: ['FunctionName', 'InvocationType', 'LogType', 'ClientContext', 'Payload', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'InvokeFunction')];
  },
  async handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    const type = input.InvocationType ?? 'RequestResponse';
    const payload = checkedPayload(input.Payload ?? new Uint8Array(), type === 'Event' ? maxEventPayloadBytes : maxInvokePayloadBytes);
    const running = runningLambda(context);
    const request = {
      requestId: context.requestId,
      payload,
      ...(input.ClientContext === undefined ? {} : { clientContext: checkedClientContext(input.ClientContext) }),
    };
    switch (type) {
      case 'DryRun':
        resolveVersion(partition, ref);
        return { StatusCode: 204, Payload: new Uint8Array() };
      case 'Event':
        resolveVersion(partition, ref);
        running.events.add(partition, { ref, ...request });
        return { StatusCode: 202, Payload: new Uint8Array() };
      case 'RequestResponse':
        return answerOf(running, partition, ref, { ...request, wantsLog: input.LogType === 'Tail', via: 'invoke' });
      default:
        throw constraintBroken(type, 'invocationType', 'Member must satisfy enum value set: [Event, DryRun, RequestResponse]');
    }
  },
});

async function answerOf(
  running: RunningLambda,
  partition: Partition,
  ref: FunctionRef,
  request: FunctionInvocation,
): Promise<Outgoing<InvocationResponse>> {
  const { executedVersion, outcome } = await invokeFunction(running, partition, ref, request);
  return {
    StatusCode: 200,
    ExecutedVersion: executedVersion,
    Payload: outcome.payload,
    ...(outcome.kind === 'failed' ? { FunctionError: 'Unhandled' } : {}),
    ...(outcome.log === undefined ? {} : { LogResult: tail(outcome.log) }),
  };
}

/** The last 4 KB of the log, in base64. */
function tail(log: string): string {
  return Buffer.from(log).subarray(-4096).toString('base64');
}

function checkedPayload(payload: Uint8Array, maxBytes: number): Uint8Array {
  if (payload.byteLength > maxBytes) throw requestEntityTooLarge(maxBytes);
  if (payload.byteLength === 0) return payload;
  try {
    JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8'));
    return payload;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidRequestContent(`Could not parse request body into json: Could not parse payload into json: ${error.message}`);
  }
}

/** Comes in base64. */
function checkedClientContext(clientContext: string): string {
  const text = Buffer.from(clientContext, 'base64').toString('utf8');
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalidRequestContent('Client context must be a valid Base64-encoded JSON object.');
  }
}
