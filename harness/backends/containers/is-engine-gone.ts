/** Whether the engine itself doesn't answer: what it answers has an HTTP status, also where it is a refusal. */
export function isEngineGone(error: unknown): boolean {
  return error instanceof Error && !('statusCode' in error) && 'code' in error && codes.has(String(error.code));
}

/** Nobody listens, the socket's file is gone, or a connection was cut off (`socket hang up` is ECONNRESET). */
const codes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']);
