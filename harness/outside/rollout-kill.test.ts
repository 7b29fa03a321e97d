import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEvidence } from '../../src/evidence/verify/verify-evidence.ts';
import { explainedWeights } from '../../src/gates/rollout/testing/explained-weights.ts';
import type { RolloutStepped } from '../../src/model/evidence.ts';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { type CommandEnd, happeningsIn, leftovers } from './testing/command-run.ts';
import { runUntilKilled } from './testing/kill-run.ts';
import type { RehearsedProject } from './testing/rehearsed-project.ts';
import { rolloutAccount, rolloutEnvironment, rolloutProject, type RolloutProject } from './testing/rollout-project.ts';
import type { Part } from './testing/run-processes.ts';
import { seededDraws } from './testing/seeded-draws.ts';
import { sharesInAccount } from './testing/shares-in-account.ts';

/**
 * A rollout is killed in each of its steps, and at random moments. Whenever that is, the aliases' weights are those that the ledger leaves possible,
 * and --resume comes to the end that the release deserves. ROLLOUT_KILLS=20: so many random moments; else three.
 */
const randomKills = Number(process.env['ROLLOUT_KILLS'] ?? 3);
const rolloutLastsMs = 9_000;
const killable: readonly Part[] = ['harness', 'emulator', 'postgres'];
const limit = { timeout: 1_200_000 };

const cases = [
  { strategy: 'canary', fails: false },
  { strategy: 'blue-green', fails: false },
  { strategy: 'blue-green', fails: true },
] as const satisfies readonly RolloutProject[];

const projects: RehearsedProject[] = [];

function newProject(of: RolloutProject): RehearsedProject {
  const project = rolloutProject(of);
  projects.push(project);
  return project;
}

beforeAll(() => {
  if (process.platform !== 'linux') throw new Error('These tests look for processes in /proc: run them on Linux.');
});

afterAll(async () => {
  for (const { out, scratch } of projects) {
    await removeRun(out);
    rmSync(scratch, { recursive: true, force: true });
  }
});

function stepsOf(project: RehearsedProject): readonly RolloutStepped[] {
  return happeningsIn(project).filter((each) => each.kind === 'rollout-step');
}

/** `1 shifting`: what is known of a rollout at a moment. */
function boundariesOf(project: RehearsedProject): readonly string[] {
  return stepsOf(project).map(({ step, phase }) => `${String(step)} ${phase}`);
}

/** What every function's alias gives to the version that is rolled out, and what the ledger leaves possible. */
async function weightsOf(project: RehearsedProject): Promise<{ readonly shares: readonly number[]; readonly possible: readonly number[] }> {
  const happenings = happeningsIn(project);
  const baseline = happenings.find((each) => each.kind === 'baseline');
  if (baseline === undefined) throw new Error('the ledger names no release that was live before');
  const shares = Object.values(await sharesInAccount(project, rolloutAccount, baseline.deployed));
  return { shares, possible: explainedWeights(happenings, rolloutEnvironment) };
}

async function unexplained(project: RehearsedProject): Promise<string | null> {
  const { shares, possible } = await weightsOf(project);
  if (shares.length > 0 && shares.every((share) => possible.includes(share))) return null;
  return `the aliases give ${shares.join(', ')} %, the ledger leaves ${possible.join(' or ')} % possible`;
}

/** Everything that must hold at the end, in one value to compare. */
async function seenOf(project: RehearsedProject, end: CommandEnd): Promise<object> {
  const record = JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
  const key = /signed with key ([0-9a-f]{64})/.exec(end.stdout)?.[1] ?? 'none';
  const stage = record.stages.find(({ environment }) => environment === rolloutEnvironment);
  return {
    code: end.code,
    outcome: record.outcome,
    why: record.outcome === 'error' ? end.stderr : (stage?.rollback?.trigger.slice(0, 6) ?? null),
    shares: (await weightsOf(project)).shares,
    evidence: verifyEvidence(project.out, { key, commit: record.commit }).checks.filter((check) => check.kind !== 'ok'),
    left: await leftovers(project, 15_000),
  };
}

function deserved(fails: boolean): object {
  const common = { evidence: [], left: [] };
  return fails
    ? { ...common, code: 1, outcome: 'rolled-back', why: 'deploy', shares: [0, 0] }
    : { ...common, code: 0, outcome: 'released', why: null, shares: [100, 100] };
}

describe('a rollout that is killed', () => {
  it.each(cases)(
    'before, in and after each step of $strategy (fails: $fails) leaves known weights and comes to its end',
    limit,
    async (of) => {
      const project = newProject(of);
      const met: string[] = [];
      let end: CommandEnd | null = null;
      while (end === null) {
        const unmet = (): string | undefined => boundariesOf(project).find((each) => !met.includes(each));
        const run = await runUntilKilled(project, 'harness', 0, () => unmet() !== undefined);
        if (run.kind === 'ended') {
          end = run.end;
          continue;
        }
        const boundary = unmet() ?? '';
        met.push(boundary);
        expect({ boundary, fault: run.fault ?? (await unexplained(project)) }).toEqual({ boundary, fault: null });
      }
      expect(await seenOf(project, end)).toEqual(deserved(of.fails));
      // What comes right after another may be over before the kill.
      const steps = new Set(stepsOf(project).map(({ step }) => step));
      expect([...steps].filter((step) => !met.some((each) => each.startsWith(`${String(step)} `)))).toEqual([]);
      expect(met.length).toBeGreaterThanOrEqual(steps.size * 2);
    },
  );

  it(`at ${String(randomKills)} random moments leaves known weights, and comes to its end`, limit, async () => {
    const draw = seededDraws(6);
    let kills = 0;
    for (let turn = 0; kills < randomKills; turn += 1) {
      const of = cases[turn % cases.length] ?? cases[0];
      const project = newProject(of);
      let end: CommandEnd | null = null;
      while (end === null) {
        const afterMs = draw() * rolloutLastsMs;
        const part = killable[Math.floor(draw() * killable.length)] ?? 'harness';
        let since: number | null = null;
        const known = stepsOf(project).length;
        const run = await runUntilKilled(project, part, draw(), () => {
          if (kills >= randomKills) return false;
          if (since === null && stepsOf(project).length > known) since = performance.now();
          return since !== null && performance.now() - since > afterMs;
        });
        if (run.kind === 'ended') {
          end = run.end;
          continue;
        }
        kills += 1;
        const weights = await unexplained(project);
        expect({ strategy: of.strategy, afterMs, part: run.part, fault: run.fault, weights }).toMatchObject({ fault: null, weights: null });
      }
      expect(await seenOf(project, end)).toEqual(deserved(of.fails));
    }
  });
});
