import { spawn } from 'node:child_process';
import type { RunAs } from './run-as.ts';

/** Runs a program to its end as `user` and gives its output. Throws with what it wrote when it fails. */
export async function runTool(program: string, parameters: readonly string[], user: RunAs | null): Promise<string> {
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) => resolve(exit ?? signal ?? 'unknown'));
  });
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output.trim()}`);
  return output;
}
