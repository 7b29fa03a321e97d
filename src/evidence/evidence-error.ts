/** The evidence can't be written, or isn't what was written: one sentence what is wrong, one what to do. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}

/** What a file system says, as a sentence a person can act on. Nothing that was written before is touched. */
export function cannotWrite(path: string, cause: unknown): EvidenceError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? `The disk is full: ${path} could not be written (${code}). Free some space`
      : `${path} could not be written (${code === '' ? String(cause) : code}). See that its folder is there and may be written to`;
  return new EvidenceError(`${why}, then resume: everything that was written before is still there.`, { cause });
}
