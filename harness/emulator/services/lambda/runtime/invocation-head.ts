import type { Invocation } from './invocation.ts';
import type { InvocationHead } from './runtime-api-server.ts';

/** The headers by which the Runtime API hands an invocation to the process. */
export function invocationHead({ requestId, invokedFunctionArn, clientContext }: Invocation, timeoutMs: number): InvocationHead {
  const head = {
    'lambda-runtime-aws-request-id': requestId,
    // The wall clock, not the emulator's: the process compares it with its own.
    'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
    'lambda-runtime-invoked-function-arn': invokedFunctionArn,
    'lambda-runtime-trace-id': traceId(requestId),
  };
  return clientContext === undefined ? head : { ...head, 'lambda-runtime-client-context': clientContext };
}

function traceId(requestId: string): string {
  const hex = requestId.replaceAll('-', '');
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hex.slice(0, 24)};Parent=${hex.slice(16, 32)};Sampled=0`;
}
