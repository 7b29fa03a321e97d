import type { RunResult } from '../engine/run-options.ts';

export const exitCodes = {
  done: 0,
  /** Blocked, rolled back, or waiting for a person. */
  blocked: 1,
  usage: 2,
  /** Something needed is missing or broke. */
  broken: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(result: RunResult): ExitCode {
  switch (result.kind) {
    case 'finished':
      if (result.outcome === 'released') return exitCodes.done;
      return result.missingTool !== null || result.outcome === 'error' ? exitCodes.broken : exitCodes.blocked;
    case 'broke':
      return exitCodes.broken;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'unusable':
      return exitCodes.usage;
  }
}
