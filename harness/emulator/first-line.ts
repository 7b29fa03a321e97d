import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

/** The first line that a process writes; undefined where it ends, or does not even start, without one. */
export async function firstLine(output: Readable, child: ChildProcess): Promise<string | undefined> {
  let text = '';
  return new Promise((resolve) => {
    const onData = (chunk: Buffer): void => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end < 0) return;
      output.off('data', onData);
      output.resume();
      resolve(text.slice(0, end));
    };
    output.on('data', onData);
    output.once('end', () => resolve(undefined));
    child.once('error', () => resolve(undefined));
  });
}
