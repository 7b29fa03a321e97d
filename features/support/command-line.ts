import { Writable } from 'node:stream';
import { main } from '../../src/index.ts';
import { cacheDir } from './places.ts';

export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in this process, as a script would see it: no terminal. */
export async function runCommand(args: readonly string[], cwd: string): Promise<Said> {
  const [stdout, stderr] = [new Memory(), new Memory()];
  const exitCode = await main(args, {
    stdout,
    stderr,
    env: { REHEARSE_CACHE: cacheDir },
    cwd,
    interactive: false,
    signal: new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

class Memory extends Writable {
  text = '';

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}
