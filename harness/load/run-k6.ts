import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { K6Program } from './k6-program.ts';
import { guardAgainstOurDeath } from './guard.ts';
import { readSamples, type Sample } from './sample.ts';

export interface K6Run {
  readonly program: K6Program;
  /** Bundled script and the file for the points, in one folder. */
  readonly script: string;
  readonly points: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limitMs: number;
  /** Ends it at once. */
  readonly signal?: AbortSignal;
  /** On the container, so that a leftover is found. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface K6End {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** Whether it was asked to stop; one that wasn't has ended by itself. */
  readonly asked: boolean;
  readonly samples: readonly Sample[];
  /** What k6 said on stderr: "Insufficient VUs" and the like. */
  readonly stderr: string;
}

export interface RunningK6 extends AsyncDisposable {
  /** Requests flow: the first point was written. Rejects where k6 ends before. */
  readonly flowing: Promise<void>;
  readonly ended: Promise<K6End>;
  /** Asks k6 to stop as Ctrl-C does: requests in flight are awaited. */
  stop(): Promise<K6End>;
}

/** k6 ends with the harness, also where the harness is killed. */
export async function startK6(plan: K6Run): Promise<RunningK6> {
  await rm(plan.points, { force: true });
  const { child, lastWord } = launch(plan);
  const guard = guardAgainstOurDeath(lastWord);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-64_000);
  });
  child.stdout?.resume();
  const limit = setTimeout(() => child.kill('SIGKILL'), plan.limitMs);
  let asked = false;
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  plan.signal?.addEventListener('abort', kill, { once: true });
  if (plan.signal?.aborted === true) kill();
  const ended = new Promise<K6End>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(limit);
      plan.signal?.removeEventListener('abort', kill);
      guard.release();
      readPoints(plan.points).then((samples) => resolve({ exitCode, asked, samples, stderr }), reject);
    });
  });
  ended.catch(() => undefined);
  const stop = async (): Promise<K6End> => {
    asked = child.exitCode === null && child.signalCode === null;
    child.kill('SIGINT');
    return await ended;
  };
  const flowing = awaitPoints(plan.points, child, () => stderr);
  // A measurement doesn't wait for it; it must not end the process then.
  flowing.catch(() => undefined);
  return {
    flowing,
    ended,
    stop,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Launch {
  readonly child: ChildProcess;
  /** What ends it where the harness can't any more. */
  readonly lastWord: readonly string[];
}

function launch(plan: K6Run): Launch {
  const env = Object.entries(plan.env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const args = ['run', '--quiet', '--no-color', '--no-usage-report', '--no-summary', '--out', `json=${plan.points}`, ...env, plan.script];
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  if (plan.program.kind === 'binary') {
    const child = spawn(plan.program.path, args, { stdio, env: { ...process.env, K6_NO_USAGE_REPORT: 'true' } });
    return { child, lastWord: ['kill', '-KILL', String(child.pid)] };
  }
  const folder = dirname(plan.points);
  const name = `rehearse-k6-${randomUUID()}`;
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const container = [
    '--rm',
    '--name',
    name,
    '--network',
    'host',
    '--user',
    user,
    ...Object.entries(plan.labels).flatMap(([label, value]) => ['--label', `${label}=${value}`]),
    '-e',
    'K6_NO_USAGE_REPORT=true',
    '-v',
    `${folder}:${folder}`,
  ];
  return { child: spawn('docker', ['run', ...container, plan.program.image, ...args], { stdio }), lastWord: ['docker', 'kill', name] };
}

async function awaitPoints(points: string, child: ChildProcess, stderr: () => string): Promise<void> {
  while (!(await readPoints(points)).some((sample) => sample.metric === 'http_req_duration' && !sample.group.startsWith('::setup'))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`k6 ended before it sent a request: ${stderr().trim().split('\n').at(-1) ?? ''}`);
    await pause(50);
  }
}

async function readPoints(points: string): Promise<readonly Sample[]> {
  return existsSync(points) ? readSamples(await readFile(points, 'utf8')) : [];
}
