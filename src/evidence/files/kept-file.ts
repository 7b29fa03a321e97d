import { z } from 'zod';
import { digestText } from '../schema/digest-text.ts';

/** What a run kept beside its ledger: a report, a log, a stack's events. */
export const keptFile = z.strictObject({
  /** What a person sees. Two files of one name are two states of it; the later counts. */
  name: z.string().min(1),
  digest: digestText,
  bytes: z.number().int().nonnegative(),
});

export type KeptFile = Readonly<z.output<typeof keptFile>>;

/** Files can be looked up by the digests that happenings name. */
export interface KeptFiles {
  list(): readonly KeptFile[];
  /** Null where no such file was kept. */
  read(digest: string): Uint8Array | null;
}
