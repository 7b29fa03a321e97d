import type { Readable } from 'node:stream';

/**
 * Calls `stop` when the parent is gone. The parent holds the other end of `stdin` and never writes: the operating system closes it with the
 * parent, even where that is killed.
 */
export function watchParent(stdin: Readable, stop: () => void): void {
  stdin.once('end', stop);
  stdin.once('close', stop);
  stdin.once('error', stop);
  stdin.resume();
}
