import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/**
 * Kills the functions' processes when this one is gone, also by SIGKILL and also where a function is in an endless loop and would never
 * notice: a shell that reads process groups from a pipe and kills them all when the pipe closes.
 */
export class Watchdog implements Disposable {
  #shell: ChildProcess | undefined;

  watch(processGroup: number): void {
    this.#write(`+ ${processGroup}\n`);
  }

  forget(processGroup: number): void {
    this.#write(`- ${processGroup}\n`);
  }

  [Symbol.dispose](): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #write(line: string): void {
    this.#shell ??= start();
    this.#shell.stdin?.write(line);
  }
}

const script = `
trap '' HUP INT TERM
set --
while read -r change group; do
  if [ "$change" = + ]; then set -- "$@" "$group"; continue; fi
  for other do shift; [ "$other" = "$group" ] || set -- "$@" "$other"; done
done
for group do kill -s KILL -- "-$group" 2>/dev/null; done
`;

/** In a session of its own, so that Ctrl-C on a terminal does not end it before the functions. */
function start(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: { PATH: '/usr/bin:/bin' } });
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return shell;
}
