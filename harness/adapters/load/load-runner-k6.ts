import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../../src/model/digest.ts';
import type { Performance } from '../../../src/model/project.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { LoadFailure, LoadOutcome, LoadRunner, LoadWish, Measured, Traffic, TrafficSeen } from '../../../src/ports/load-runner.ts';
import { GrowingLines } from '../measurements/growing-lines.ts';
import { beyondMachine } from './beyond-machine.ts';
import { UsersRequests } from './users-requests.ts';
import { wantedRequests } from './wanted-requests.ts';
import {
  bundleScript,
  errorWindow,
  type K6End,
  K6MissingError,
  type K6Program,
  readSamples,
  type RouteSummary,
  type RunningK6,
  startK6,
  summarise,
} from '../../load/index.ts';

export interface K6LoadOptions {
  readonly performance: Performance | null;
  /** The work tree, for the script. */
  readonly root: () => Promise<string>;
  /** `k6/` of the run's output. */
  readonly folder: string;
  readonly program: () => Promise<K6Program>;
  readonly variablesOf: (environment: string) => Promise<Readonly<Record<string, string>>>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
  /** Of k6's container, where it runs in one. */
  readonly labels: Readonly<Record<string, string>>;
  /** Ends k6 at once: the run was stopped, or its world broke. */
  readonly signal?: AbortSignal;
  /** Of this machine. */
  readonly cores: number;
}

/** The project's load test with what is sent this time. */
interface Sent extends Performance {
  readonly peakPerSecond: number | null;
}

/** Longest traffic under a rollout: an hour. */
const trafficSeconds = 3_600;
/** What k6 may take beyond what it was asked for: start, set-up, requests in flight. */
const slackMs = 60_000;

/** k6 with the project's own script, bundled once per run. */
export class K6LoadRunner implements LoadRunner {
  readonly #options: K6LoadOptions;
  #bundled: Promise<string> | undefined;

  constructor(options: K6LoadOptions) {
    this.#options = options;
  }

  async measure(environment: string, wish: LoadWish): Promise<LoadOutcome> {
    if (this.#options.performance === null) return { kind: 'not-configured' };
    const { name, ratePerSecond, peakPerSecond, durationMs } = wish;
    const tooMuch = beyondMachine({ ...wish, routes: this.#options.performance.routes.length }, this.#options.cores);
    if (tooMuch !== null) return { kind: 'broken', reason: tooMuch };
    const performance: Sent = { ...this.#options.performance, durationMs, ratePerSecond, peakPerSecond };
    const purpose = name === '1x' ? 'measure' : name;
    const run = await this.#start(environment, purpose, performance, performance.warmUpMs / 1000, durationMs / 1000);
    if ('kind' in run) return run;
    await using running = run;
    const end = await running.ended;
    const failure = failureOf(end);
    if (failure !== null) return failure;
    return { kind: 'measured', ...(await this.#measured(name === '1x' ? environment : `${environment}-${name}`, end, performance)) };
  }

  async startTraffic(environment: string): Promise<Traffic | LoadFailure> {
    const { performance } = this.#options;
    if (performance === null) return { kind: 'not-configured' };
    const running = await this.#start(environment, 'traffic', { ...performance, peakPerSecond: null }, 0, trafficSeconds);
    if ('kind' in running) return running;
    try {
      await running.flowing;
    } catch (error) {
      await running[Symbol.asyncDispose]();
      return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
    }
    const lines = new GrowingLines(this.#pointsOf(environment, 'traffic'), 0);
    const requests = new UsersRequests();
    return {
      kind: 'flowing',
      read: () => Promise.resolve(requests.add(readSamples(`${lines.read().join('\n')}\n`))),
      stop: () => this.#stop(environment, running, performance),
    };
  }

  async #stop(environment: string, running: RunningK6, performance: Performance): Promise<TrafficSeen> {
    const end = await running.stop();
    const window = errorWindow(end.samples);
    const measured = await this.#measured(`${environment}-traffic`, end, {
      ...performance,
      warmUpMs: 0,
      durationMs: 0,
      peakPerSecond: null,
    });
    return {
      ...measured,
      userErrorWindowMs: window.userErrorWindowMs,
      firstFailureAt: window.firstFailureAtMs === null ? null : new Date(window.firstFailureAtMs).toISOString(),
      cutShort: cutShort(end),
    };
  }

  async #start(
    environment: string,
    purpose: string,
    performance: Sent,
    warmUpS: number,
    durationS: number,
  ): Promise<RunningK6 | LoadFailure> {
    const { labels, variablesOf, signal } = this.#options;
    let program: K6Program;
    try {
      program = await this.#options.program();
    } catch (error) {
      if (error instanceof K6MissingError) return { kind: 'missing-tool', tool: 'k6', reason: `${error.message} ${error.advice}` };
      throw error;
    }
    const variables = await variablesOf(environment);
    const env = {
      ...variables,
      RATE: String(performance.ratePerSecond),
      ...(performance.peakPerSecond === null ? {} : { PEAK_RATE: String(performance.peakPerSecond) }),
      WARMUP: String(Math.ceil(warmUpS)),
      DURATION: String(Math.ceil(durationS)),
    };
    const points = this.#pointsOf(environment, purpose);
    return await startK6({
      program,
      script: await this.#bundle(performance),
      points,
      env,
      limitMs: (warmUpS + durationS) * 1000 + slackMs,
      labels,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #pointsOf(environment: string, purpose: string): string {
    return join(this.#options.folder, `${environment}-${purpose}.points.json`);
  }

  async #bundle(performance: Performance): Promise<string> {
    this.#bundled ??= (async () => {
      const { folder, root } = this.#options;
      await mkdir(folder, { recursive: true });
      const outfile = join(folder, 'script.js');
      await bundleScript(join(await root(), performance.script), outfile);
      return outfile;
    })();
    return await this.#bundled;
  }

  /** What was measured lies in `<name>.json` for people, and is kept as evidence. */
  async #measured(name: string, end: K6End, performance: Sent): Promise<Measured> {
    const summaries = summarise(end.samples, { warmUpMs: performance.warmUpMs });
    const text = JSON.stringify({ routes: summaries, stderr: end.stderr.slice(-4_000) }, null, 2);
    await writeFile(join(this.#options.folder, `${name}.json`), text);
    const evidence: Digest[] = [await this.#options.evidence.keep(`k6-${name}.json`, text)];
    const routes = summaries.map(withoutDistribution);
    return { routes, saturated: saturation(end, routes, performance), evidence };
  }
}

/** The ledger has the numbers, the kept file all of it. */
function withoutDistribution({
  route,
  requests,
  dropped,
  p50Ms,
  p95Ms,
  p99Ms,
  errorRate,
  noiseMs,
}: RouteSummary): Measured['routes'][number] {
  return { route, requests, dropped, p50Ms, p95Ms, p99Ms, errorRate, noiseMs };
}

/** 99 is a failed threshold of the script's own: the measurement is whole, and the gate judges by the NFRs. */
function failureOf(end: K6End): LoadFailure | null {
  if (end.exitCode === 0 || end.exitCode === 99) return null;
  return { kind: 'broken', reason: `k6 ended with ${end.exitCode ?? 'a signal'}: ${end.stderr.trim().split('\n').at(-1) ?? ''}` };
}

/** k6 that is asked to stop ends with a code of its own; a signal's end left requests uncounted. */
function cutShort({ asked, exitCode, stderr }: K6End): string | null {
  if (asked && exitCode !== null) return null;
  return `k6 ended by itself with ${exitCode ?? 'a signal'} ${stderr.trim().split('\n').at(-1) ?? ''}`.trim();
}

function saturation(
  end: K6End,
  routes: readonly { readonly route: string; readonly requests: number }[],
  performance: Sent,
): string | null {
  if (/Insufficient VUs/.test(end.stderr)) return 'k6 had too few virtual users to keep the rate (raise maxVUs, or lower the rate)';
  const wanted = wantedRequests(performance);
  const behind = routes.find((route) => route.requests < wanted * 0.95);
  return behind === undefined ? null : `k6 sent ${behind.requests} of the ${wanted} requests that the rate asks for on ${behind.route}`;
}
