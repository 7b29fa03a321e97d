import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Hands } from './hands.ts';
import { functionOf } from './function-of.ts';

export interface Invoked {
  readonly statusCode: number;
  readonly version: string;
  /** What the function answered, or its error as Lambda words it. */
  readonly payload: string;
  /** Null where the function answered; else `Unhandled`. */
  readonly functionError: string | null;
  /** The last 4 KiB that the invocation wrote. */
  readonly logTail: string;
}

/** One synchronous invocation, through the alias that traffic goes through. */
export async function invokeFunction(hands: Hands, environment: string, name: string, payload: Uint8Array): Promise<Invoked> {
  const { clients, physicalId, alias } = await functionOf(hands, environment, name);
  const answer = await clients.lambda.send(
    new InvokeCommand({ FunctionName: physicalId, Qualifier: alias, Payload: payload, LogType: 'Tail' }),
  );
  return {
    statusCode: answer.StatusCode ?? 0,
    version: answer.ExecutedVersion ?? '',
    payload: Buffer.from(answer.Payload ?? []).toString('utf8'),
    functionError: answer.FunctionError ?? null,
    logTail: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
  };
}
