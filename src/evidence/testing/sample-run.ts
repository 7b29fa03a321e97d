import type { DeployedFunction } from '../../model/deployment.ts';
import type { Digest } from '../../model/digest.ts';
import type { Happening, RunStarted, StepFacts, StepFinished } from '../../model/evidence.ts';
import type { RouteLoad } from '../../model/measurement.ts';
import type { Release } from '../../model/release.ts';
import { releaseIdOf } from '../../model/release.ts';
import type { Verdict } from '../../model/verdict.ts';
import { sha256Of } from '../sha256-of.ts';

const startMs = Date.UTC(2026, 10, 20, 9, 30);

/** So many seconds after the sample run has begun. */
export function instantAt(seconds: number): string {
  return new Date(startMs + seconds * 1000).toISOString();
}

const commit = '4f0c1d2e3b4a59687786958493a2b1c0d0e0f001';
const artefacts: Release['artefacts'] = [
  { name: 'create-payment.zip', module: 'MOD-001', kind: 'lambda-zip', digest: sha256Of('create'), bytes: 48_213 },
  { name: 'read-payment.zip', module: 'MOD-001', kind: 'lambda-zip', digest: sha256Of('read'), bytes: 47_880 },
  { name: 'template.json', module: 'MOD-001', kind: 'cloudformation', digest: sha256Of('template'), bytes: 9_120 },
  { name: 'migrations.zip', module: 'MOD-001', kind: 'migrations', digest: sha256Of('migrations'), bytes: 1_404 },
];
export const sampleRelease: Release = { id: releaseIdOf(artefacts, sha256Of), commit, artefacts };
export const samplePlan: Digest = sha256Of('plan');

export const sampleStart: RunStarted = {
  kind: 'run-started',
  at: instantAt(0),
  run: '01JD0Q3M8Q5V7W9X2Y4Z6A8B0C',
  project: 'payments',
  repository: 'payments',
  commit,
  version: 'v1.4.0',
  candidate: 'v1.4.0-rc.1',
  authors: ['Ada Author <ada@example.com>'],
  seed: 7,
  pace: 1,
  topology: { name: 'four-environment', digest: sha256Of('topology') },
  path: [
    { environment: 'local', account: '111111111111', trigger: { kind: 'manual', ref: commit } },
    { environment: 'dev', account: '222222222222', trigger: { kind: 'merge', ref: 'main' } },
    { environment: 'uat', account: '333333333333', trigger: { kind: 'tag', ref: 'v1.4.0-rc.1' } },
    { environment: 'production', account: '444444444444', trigger: { kind: 'tag', ref: 'v1.4.0' } },
  ],
  backend: { kind: 'embedded', emulator: 'dress-rehearsal 0.1.0', missing: [] },
};

export function deployedAs(version: string, of: 'new' | 'old' = 'new'): readonly DeployedFunction[] {
  const suffix = of === 'new' ? '' : ' before';
  return [
    { function: 'CreatePaymentFunction', version, digest: sha256Of(`create${suffix}`) },
    { function: 'ReadPaymentFunction', version, digest: sha256Of(`read${suffix}`) },
  ];
}

export function routeLoad(route: string, more: Partial<RouteLoad> = {}): RouteLoad {
  return { route, requests: 1200, dropped: 0, p50Ms: 8.4, p95Ms: 19.2, p99Ms: 31.7, errorRate: 0, noiseMs: 2.1, ...more };
}

interface StepOptions {
  readonly verdict?: Verdict;
  readonly reason?: string;
  readonly facts?: StepFacts;
  readonly evidence?: readonly Digest[];
  readonly durationMs?: number;
}

/** Writes a run down as an engine would, a second a happening. */
export class SampleRun {
  readonly #happenings: Happening[] = [sampleStart];
  #stepPlaces = new Map<string, number>();

  get happenings(): readonly Happening[] {
    return this.#happenings;
  }

  get #seconds(): number {
    return this.#happenings.length;
  }

  happen(happening: Happening): this {
    this.#happenings.push(happening);
    return this;
  }

  start(environment: string): this {
    const place = sampleStart.path.find((each) => each.environment === environment);
    if (place === undefined) throw new Error(`The sample has no ${environment}.`);
    this.#stepPlaces.set(environment, 0);
    return this.happen({
      kind: 'stage-started',
      at: instantAt(this.#seconds),
      ...place,
      principal: 'arn:aws:sts::111111111110:assumed-role/pipeline/run',
    });
  }

  step(environment: string, name: StepFinished['name'], options: StepOptions = {}): this {
    const { verdict = 'passed', reason = `${name} is as it should be.`, facts = {}, evidence = [], durationMs = 640 } = options;
    const step = this.#stepPlaces.get(environment) ?? 0;
    this.#stepPlaces.set(environment, step + 1);
    const at = instantAt(this.#seconds);
    const startedAt = new Date(Date.parse(at) - durationMs).toISOString();
    return this.happen({ kind: 'step-finished', at, environment, step, name, startedAt, durationMs, verdict, reason, evidence, facts });
  }

  finishStage(environment: string, outcome: 'passed' | 'blocked' | 'waiting' | 'rolled-back'): this {
    return this.happen({ kind: 'stage-finished', at: instantAt(this.#seconds), environment, outcome });
  }

  finish(outcome: 'released' | 'blocked' | 'rolled-back' | 'waiting' | 'error', reason: string): this {
    const seconds = this.#seconds;
    return this.happen({ kind: 'run-finished', at: instantAt(seconds), outcome, durationMs: seconds * 1000, reason });
  }

  resume(from: string): this {
    return this.happen({ kind: 'resumed', at: instantAt(this.#seconds), from });
  }
}
