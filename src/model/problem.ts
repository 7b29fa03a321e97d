/** Something wrong in a file that the user wrote: rendered as `rehearsal.yaml:12:5 modules.MOD-001.…: file not found`. */
export interface Problem {
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  /** Dotted path into the document, '' for none. */
  readonly path: string;
  readonly message: string;
  /** What to do, one sentence; '' for none. */
  readonly hint: string;
}
