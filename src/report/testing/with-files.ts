import type { ReportSource } from '../../evidence/finish-evidence.ts';
import { sha256Of } from '../../evidence/sha256-of.ts';
import type { SampleRun } from '../../evidence/testing/sample-run.ts';
import { sourceOf } from './source-of.ts';

/** A run with files that can be read, by name. */
export function withFiles(run: Pick<SampleRun, 'happenings'>, files: Readonly<Record<string, string>>): ReportSource {
  const kept = Object.entries(files).map(([name, text]) => ({ name, digest: sha256Of(text), bytes: text.length, text }));
  const source = sourceOf(run, kept);
  return {
    ...source,
    kept: {
      list: () => kept,
      read: (digest) => {
        const found = kept.find((file) => file.digest === digest);
        return found === undefined ? null : Buffer.from(found.text);
      },
    },
  };
}
