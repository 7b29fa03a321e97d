import { EvidenceError } from '../evidence/evidence-error.ts';
import { ConfigError } from '../config/config-error.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { coloursOf, type Terminal } from './terminal.ts';

/** One sentence on what is wrong, one on what to do, and the code that a script goes by. */
export function renderError(error: unknown, terminal: Terminal): { readonly text: string; readonly code: ExitCode } {
  const red = coloursOf(terminal).red('error');
  if (terminal.signal.aborted) return { text: `${red} interrupted; go on with: rehearse run --resume`, code: exitCodes.interrupted };
  if (error instanceof ConfigError) return { text: `${red} ${error.message}`, code: exitCodes.usage };
  if (error instanceof EvidenceError) return { text: `${red} ${error.message}`, code: exitCodes.usage };
  if (error instanceof Error && isAdvised(error)) return { text: `${red} ${error.message}\n  ${error.advice}`, code: exitCodes.broken };
  if (error instanceof Error && isFullDisk(error))
    return { text: `${red} the disk is full: ${error.message}\n  Make room and go on with: rehearse run --resume`, code: exitCodes.broken };
  const message = error instanceof Error ? error.message : String(error);
  return { text: `${red} ${message}\n  A stack trace is printed with --debug.`, code: exitCodes.broken };
}

/** The harness's own errors say what to do. They aren't asked for by class: loading the harness for that takes longer than most commands. */
function isAdvised(error: Error): error is Error & { readonly advice: string } {
  return 'advice' in error && typeof error.advice === 'string';
}

function isFullDisk(error: Error): boolean {
  return 'code' in error && error.code === 'ENOSPC';
}
