/** What a rehearsal needs or can use, and whether this machine has it. */
export interface Finding {
  readonly name: string;
  /** `needed`: without it no run on the embedded backend goes; `useful`: something else does without it, and is said to. */
  readonly weight: 'needed' | 'useful';
  readonly ok: boolean;
  /** Where and which, or what is missing. */
  readonly detail: string;
  /** The line that installs or mends it; null where nothing is to be done. */
  readonly install: string | null;
}
