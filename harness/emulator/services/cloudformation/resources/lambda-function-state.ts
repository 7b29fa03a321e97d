import { GetFunctionConfiguration$ } from '@aws-sdk/client-lambda';
import { setTimeout as after } from 'node:timers/promises';
import { validationError } from '../errors.ts';
import type { ResourceContext } from './resource-kind.ts';

export interface FunctionState {
  readonly State?: string;
  readonly StateReason?: string;
  readonly LastUpdateStatus?: string;
  readonly LastUpdateStatusReason?: string;
}

const longestPauseMs = 200;

/** Asks until the function can be used and changed again: with a state that says so already, not at all. */
export async function untilActive(FunctionName: string, state: FunctionState, context: ResourceContext): Promise<void> {
  let now = state;
  for (let pauseMs = 5; now.State === 'Pending' || now.LastUpdateStatus === 'InProgress'; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    await after(pauseMs);
    now = await context.call<FunctionState>(GetFunctionConfiguration$, { FunctionName });
  }
  if (now.State === 'Failed') throw validationError(`Function ${FunctionName} failed to stabilize: ${now.StateReason ?? ''}`);
  if (now.LastUpdateStatus === 'Failed') {
    throw validationError(`Update of function ${FunctionName} failed to stabilize: ${now.LastUpdateStatusReason ?? ''}`);
  }
}
