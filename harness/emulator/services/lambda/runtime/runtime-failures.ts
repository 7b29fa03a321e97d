/** What Lambda answers for a function where the function itself could not. */
export interface RuntimeFailure {
  readonly errorType: string;
  readonly errorMessage: string;
}

export function timedOut(requestId: string, timeoutMs: number): RuntimeFailure {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds(timeoutMs)} seconds`,
  };
}

export function exited(requestId: string, exit: ProcessExit): RuntimeFailure {
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason(exit)}` };
}

export function responseTooLarge(maxBytes: number): RuntimeFailure {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maxBytes} bytes).`,
  };
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

/** In Go's words, as AWS's Runtime API server is written in Go. */
function reason({ code, signal }: ProcessExit): string {
  if (signal !== null) return `Runtime exited with error: signal: ${signalNames[signal] ?? signal.slice(3).toLowerCase()}`;
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}

const signalNames: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
  SIGABRT: 'aborted',
  SIGSEGV: 'segmentation fault',
  SIGBUS: 'bus error',
  SIGILL: 'illegal instruction',
  SIGFPE: 'floating point exception',
};
