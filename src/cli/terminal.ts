import type { Readable, Writable } from 'node:stream';
import colours from 'picocolors';

/** The world as a command sees it: an argument, so that features run the tool in their own process. */
export interface Terminal {
  /** Absent where nothing can be read. */
  readonly stdin?: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** A person watches: live progress and colour. */
  readonly interactive: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Colours = ReturnType<typeof colours.createColors>;

/** NO_COLOR and FORCE_COLOR hold, as https://no-color.org has it. */
export function coloursOf({ interactive, env }: Pick<Terminal, 'interactive' | 'env'>): Colours {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  return colours.createColors((interactive || forced) && (env['NO_COLOR'] ?? '') === '');
}

export function line(stream: Writable, text: string): void {
  stream.write(`${text}\n`);
}
