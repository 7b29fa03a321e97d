import { resolve } from 'node:path';
import type { Terminal } from './terminal.ts';

/** The output folder that a command looks at: `--out`, else .rehearsal here. */
export function outFolder(terminal: Pick<Terminal, 'cwd'>, out: string | undefined): string {
  return resolve(terminal.cwd, out ?? '.rehearsal');
}
