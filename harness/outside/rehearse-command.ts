import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/rehearse.mjs', import.meta.url));

/** The command as a user starts it, in a process of its own. */
export interface RehearseProcess {
  readonly child: ChildProcess;
  /** stdout and stderr so far. */
  said(): string;
  /** Resolves when the text was said; throws where the command ends before. */
  until(text: string): Promise<void>;
  /** Null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export function startRehearse(...args: readonly string[]): RehearseProcess {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    child,
    ended,
    said: () => said,
    until: async (text) => {
      while (!said.includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended before it said "${text}":\n${said}`);
        await pause(100);
      }
    },
  };
}
