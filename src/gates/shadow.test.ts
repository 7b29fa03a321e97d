import { describe, expect, it } from 'vitest';
import type { ShadowReport } from '../ports/shadow.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { sampleRelease } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { shadow } from './shadow.ts';

type Mirrored = Extract<ShadowReport, { readonly kind: 'mirrored' }>;

const difference = { route: 'POST /payments', what: 'body /status', live: '"accepted"', candidate: '"ok"', times: 3 };

function mirrored(more: Partial<Mirrored> = {}): Mirrored {
  const routes = [{ route: 'POST /payments', compared: 300, different: 0 }];
  return { kind: 'mirrored', routes, differences: [], liveFailed: 0, replayed: 0, left: 0, cutShort: null, evidence: [], ...more };
}

async function judged(report: ShadowReport, thresholds = {}) {
  const world = new FakeWorld();
  world.shadow.report = report;
  const result = await shadow.run(subjectWith({ step: gateStep('shadow', { thresholds }) }), world.ports);
  return { result, world };
}

describe('the shadow gate', () => {
  it.each<readonly [string, ShadowReport, string, string]>([
    ['passes where all answers are the same', mirrored(), 'passed', 'POST /payments 300.'],
    ['says how much of it was recorded', mirrored({ replayed: 7 }), 'passed', '7 of the requests were recorded.'],
    ['says what failed for users themselves', mirrored({ liveFailed: 2 }), 'passed', '2 failed for users themselves.'],
    ['says what came too late', mirrored({ left: 12 }), 'passed', '12 more came too late to be mirrored.'],
    [
      'fails at a difference, with what, how often, and the way out where it is meant',
      mirrored({ differences: [difference] }),
      'failed',
      'POST /payments: body /status is "ok", live "accepted" (3 of 300). Where that is meant, name it under shadow.masks',
    ],
    [
      'names the most frequent one of several',
      mirrored({ differences: [{ ...difference, what: 'status', times: 1 }, difference] }),
      'failed',
      'body /status is "ok", live "accepted" (3 of 300) (and 1 more)',
    ],
    [
      'fails at a difference however little was seen',
      mirrored({ routes: [{ route: 'POST /payments', compared: 3, different: 3 }], differences: [difference], cutShort: 'k6 ended' }),
      'failed',
      '(3 of 3)',
    ],
    [
      'is inconclusive where a route was compared too seldom',
      mirrored({ routes: [{ route: 'POST /payments', compared: 99, different: 0 }] }),
      'inconclusive',
      '99 answers of POST /payments were compared, 100 are needed',
    ],
    [
      'is inconclusive where what is live fails itself',
      mirrored({ routes: [], liveFailed: 128 }),
      'inconclusive',
      '0 answers of POST /payments were compared, 100 are needed (128 requests failed for users themselves)',
    ],
    ['is inconclusive where a route was not compared at all', mirrored({ routes: [] }), 'inconclusive', '0 answers of POST /payments'],
    ['is inconclusive where the traffic broke off', mirrored({ cutShort: 'k6 ended by itself' }), 'inconclusive', 'ended before its time'],
    ['is inconclusive where nothing is live', { kind: 'nothing-live' }, 'inconclusive', 'start at the latest release'],
    ['fails where the release does not come up in a double', { kind: 'not-up', reason: 'V4 failed.' }, 'failed', 'V4 failed.'],
    ['is inconclusive without users', { kind: 'no-traffic', failure: { kind: 'not-configured' } }, 'inconclusive', 'name a k6 script'],
    [
      'is inconclusive where users could not be started',
      { kind: 'no-traffic', failure: { kind: 'broken', reason: 'k6 ended with 107' } },
      'inconclusive',
      'k6 ended with 107',
    ],
  ])('%s', async (_, report, verdict, reason) => {
    const { result } = await judged(report);
    expect(result).toMatchObject({ verdict, reason: expect.stringContaining(reason) as string });
  });

  it('names the tool that is missing', async () => {
    const failure = { kind: 'missing-tool', tool: 'k6', reason: 'k6 is not here.' } as const;
    const { result } = await judged({ kind: 'no-traffic', failure });
    expect(result).toMatchObject({ verdict: 'inconclusive', facts: { missingTool: 'k6' } });
  });

  it('names the capability where no double can be made', async () => {
    const { result } = await judged({ kind: 'no-double', reason: 'This backend can not copy a database.', lacking: 'database-copies' });
    expect(result).toMatchObject({ verdict: 'inconclusive', facts: { lacking: ['database-copies'] } });
  });

  it('mirrors for as long as the topology says, and leaves what was compared in the record', async () => {
    const { result, world } = await judged(mirrored({ differences: [difference] }), { durationMs: 9_000 });
    expect(world.shadow.wishes).toEqual([{ environment: 'uat', release: sampleRelease, forMs: 9_000 }]);
    expect(result.facts.shadow).toEqual({ ...sampleProject.shadow, routes: mirrored().routes, differences: [difference] });
  });
});
