import { spawn } from 'node:child_process';
import { guardAgainstOurDeath } from '../../load/index.ts';

export interface CommandPlan {
  /** As a shell takes it. */
  readonly command: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Behind what is measured on this machine at the same time. */
  readonly inBackground?: boolean;
}

export interface CommandEnd {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  readonly durationMs: number;
  /** stdout and stderr as they came. */
  readonly output: string;
}

const outputLimit = 4 * 1024 * 1024;
/** Between asking a command to end and ending it. */
const graceMs = 3_000;

const shell = ['/bin/sh', '-c'] as const;

/** Runs a command in a process group of its own, so that a time limit, Ctrl-C or our own death ends its children too. */
export function runCommand(plan: CommandPlan): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const [program, ...args] = plan.inBackground === true ? ['nice', '-n', '10', ...shell] : shell;
    const child = spawn(program, [...args, plan.command], {
      cwd: plan.folder,
      env: { ...plan.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let timedOut = false;
    const collect = (chunk: Buffer): void => {
      if (size < outputLimit) chunks.push(chunk);
      size += chunk.length;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const end = (): void => {
      killGroup(child.pid, 'SIGTERM');
      setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs).unref();
    };
    const limit = setTimeout(() => {
      timedOut = true;
      end();
    }, plan.timeoutMs);
    plan.signal?.addEventListener('abort', end, { once: true });
    if (plan.signal?.aborted === true) end();
    const guard = child.pid === undefined ? null : guardAgainstOurDeath(['kill', '-s', 'KILL', '--', `-${child.pid}`]);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(limit);
      plan.signal?.removeEventListener('abort', end);
      guard?.release();
      resolve({
        exitCode,
        timedOut,
        durationMs: Math.round(performance.now() - startedAt),
        output: Buffer.concat(chunks).toString('utf8'),
      });
    });
  });
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group is gone: nothing left to end.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
