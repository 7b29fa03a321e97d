import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEvidence } from '../../src/evidence/verify/verify-evidence.ts';
import type { RehearsalRecord } from '../../src/model/record.ts';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { BuildWatch, versionsInRegistry } from './testing/built-once.ts';
import { type CommandEnd, leftovers, startRun } from './testing/command-run.ts';
import { goOnToTheEnd, isReleased, parts, runAndKill, stepsIn } from './testing/kill-run.ts';
import { rehearsedProject, type RehearsedProject } from './testing/rehearsed-project.ts';
import { partsIn } from './testing/run-processes.ts';
import { seededDraws } from './testing/seeded-draws.ts';

/**
 * A rehearsal is killed at every step boundary, and at random moments, and goes on with --resume as if nothing had happened.
 * KILLS=all: four passes, so that each boundary meets each part; else one pass in which the parts take turns.
 */
const passes = process.env['KILLS'] === 'all' ? [0, 1, 2, 3] : [0];
const randomKills = 20;
const latestMs = 12_000;
const limit = { timeout: 900_000 };

const projects: RehearsedProject[] = [];

function newProject(name: string): RehearsedProject {
  const project = rehearsedProject(name);
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

/** Everything that must hold of a run that was released in the end, in one value to compare. */
async function seenOf(project: RehearsedProject, end: CommandEnd, built: BuildWatch): Promise<object> {
  if (end.code !== 0) return { ended: end.code, stderr: end.stderr };
  const record = JSON.parse(readFileSync(join(project.out, 'rehearsal.json'), 'utf8')) as RehearsalRecord;
  const steps = stepsIn(project);
  const key = /signed with key ([0-9a-f]{64})/.exec(end.stdout)?.[1] ?? 'none';
  return {
    outcome: record.outcome,
    releases: new Set(steps.flatMap((step) => step.facts.release?.id ?? record.release?.id ?? [])).size,
    builds: steps.filter((step) => step.name === 'build').map((step) => `${step.environment} ${step.verdict}`),
    artefactsTouched: JSON.stringify(built.first) !== JSON.stringify(built.now()),
    versions: [...new Set(Object.values(await versionsInRegistry(project.out, record)))],
    evidence: verifyEvidence(project.out, { key, commit: record.commit }).checks.filter((check) => check.kind !== 'ok'),
    left: await leftovers(project, 15_000),
  };
}

const whole = {
  outcome: 'released',
  releases: 1,
  builds: ['local passed', 'dev passed'],
  artefactsTouched: false,
  versions: [1],
  evidence: [],
  left: [],
};

describe.each(passes)('killed after every step, pass %i', (pass) => {
  it('goes on each time, with one build and whole evidence', limit, async () => {
    const project = newProject('steps');
    const built = new BuildWatch(project);
    const draw = seededDraws(pass + 1);
    const met = new Map<string, string>();
    for (let boundary = 0; !isReleased(project); boundary += 1) {
      const before = stepsIn(project).length;
      const killed = await runAndKill(project, parts[(boundary + pass) % parts.length] ?? 'harness', draw(), () => {
        built.look();
        return stepsIn(project).length > before;
      });
      if (killed === null) continue;
      const step = stepsIn(project)[before];
      met.set(`${step?.environment ?? ''}/${step?.step ?? ''}`, killed.part);
      expect({ step: step?.name, part: killed.part, fault: killed.fault }).toMatchObject({ fault: null });
    }
    expect(await seenOf(project, await goOnToTheEnd(project), built)).toEqual(whole);
    // The last step is followed by the end, which may be faster than the kill.
    expect(met.size).toBeGreaterThanOrEqual(new Set(stepsIn(project).map((step) => `${step.environment}/${step.step}`)).size - 1);
  });
});

describe('killed at random moments', () => {
  it('goes on each time, with one build and whole evidence', limit, async () => {
    const draw = seededDraws(20);
    let kills = 0;
    while (kills < randomKills) {
      const project = newProject('moments');
      const built = new BuildWatch(project);
      while (kills < randomKills && !isReleased(project)) {
        const afterMs = 300 + draw() * latestMs;
        const startedAt = performance.now();
        const killed = await runAndKill(project, parts[Math.floor(draw() * parts.length)] ?? 'harness', draw(), () => {
          built.look();
          return performance.now() - startedAt > afterMs;
        });
        if (killed === null) continue;
        kills += 1;
        expect({ afterMs, part: killed.part, fault: killed.fault }).toMatchObject({ fault: null });
      }
      expect(await seenOf(project, await goOnToTheEnd(project), built)).toEqual(whole);
    }
  });
});

describe('k6 that is killed', () => {
  it.each([
    ['a measurement', 'uat', 'performance', 'measure'],
    ["the users' traffic", 'production', 'deploy|smoke', 'traffic'],
  ])('in %s leaves no green verdict, and a resumed run passes', limit, async (_, environment, step, purpose) => {
    const project = newProject('k6');
    const run = startRun(project);
    const points = join(project.out, 'k6', `${environment}-${purpose}.points.json`);
    await run.until(() => existsSync(points) && readFileSync(points, 'utf8').includes('http_req_duration'));
    for (const { pid } of partsIn(project.scratch, 'k6')) process.kill(pid, 'SIGKILL');
    const { code, stderr } = await run.ended;
    expect({ code, stderr, last: stepsIn(project).at(-1) }).toMatchObject({
      code: 1,
      last: { environment, name: expect.stringMatching(new RegExp(`^(${step})$`)) as string, verdict: 'inconclusive' },
    });
    const again = await goOnToTheEnd(project);
    expect({ code: again.code, stderr: again.stderr, left: await leftovers(project, 15_000) }).toMatchObject({ code: 0, left: [] });
  });
});
