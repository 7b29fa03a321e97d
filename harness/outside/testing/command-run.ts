import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening } from '../../../src/model/evidence.ts';
import { packageRoot, type RehearsedProject } from './rehearsed-project.ts';
import { processesIn } from './run-processes.ts';

export interface CommandEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
}

export interface StartedCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandEnd>;
  /** Resolves when `look` answers true, or the command has ended: says which. */
  until(look: () => boolean): Promise<'seen' | 'ended'>;
}

const lookEveryMs = 15;

/** The real command as a process of its own, in a folder of the test's. */
export function startCommand(
  project: Pick<RehearsedProject, 'scratch'>,
  args: readonly string[],
  { env = process.env, node = process.execPath }: { readonly env?: NodeJS.ProcessEnv; readonly node?: string } = {},
): StartedCommand {
  const cwd = join(project.scratch, 'cwd');
  mkdirSync(cwd, { recursive: true });
  const startedAt = performance.now();
  const child = spawn(node, [join(packageRoot, 'bin/rehearse.mjs'), ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const now = { over: false };
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    child.once('error', (error) => {
      now.over = true;
      reject(error);
    });
    child.once('close', (code, signal) => {
      now.over = true;
      resolve({ code, signal, stdout, stderr, tookMs: performance.now() - startedAt });
    });
  });
  // Whoever awaits it gets the error; a test that looks on first must not lose it as nobody's.
  ended.catch(() => undefined);
  const until = async (look: () => boolean): Promise<'seen' | 'ended'> => {
    while (!now.over) {
      if (look()) return 'seen';
      await pause(lookEveryMs);
    }
    return 'ended';
  };
  return { child, ended, until };
}

export function startRun(project: RehearsedProject, more: readonly string[] = []): StartedCommand {
  return startCommand(project, ['run', project.folder, '--out', project.out, '--approve-as', 'Priya Raman', ...more]);
}

/** What the ledger holds, whole lines only: read from outside, while it is written. */
export function happeningsIn({ out }: Pick<RehearsedProject, 'out'>): readonly Happening[] {
  const path = join(out, 'evidence/ledger.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { happening: Happening }).happening);
}

/** Those that are still there after a while; none is right. */
export async function leftovers({ scratch }: Pick<RehearsedProject, 'scratch'>, withinMs: number): Promise<readonly string[]> {
  for (const deadline = performance.now() + withinMs; ; await pause(50)) {
    const left = processesIn(scratch);
    if (left.length === 0 || performance.now() > deadline) return left.map(({ pid, args }) => `${pid} ${args.join(' ')}`);
  }
}
