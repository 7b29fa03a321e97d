import { describe, expect, it } from 'vitest';
import type { IsolationAttempt, IsolationReport } from '../ports/isolation.ts';
import { deniedAttempt } from '../ports/testing/fake-isolation.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { isolation } from './isolation.ts';

const hole: IsolationAttempt = { ...deniedAttempt, result: 'allowed', how: 'GetSecretValue' };
const iam = { capability: 'iam-enforcement', unjudged: '12 pairs of roles' };

describe('the isolation gate', () => {
  it.each<readonly [string, Partial<IsolationReport>, string]>([
    ['everything is denied', {}, 'passed: All 2 pairs that were tried were denied.'],
    ['there are more than could be tried', { possible: 900 }, 'passed: All 2 pairs that were tried (of 900) were denied.'],
    [
      'one is let in by a statement that is known',
      { attempts: [deniedAttempt, { ...hole, because: 'statement "Everybody" of its resource policy' }] },
      'failed: dev\'s role rehearsal-stage gets at uat\'s secret payments/api-key by GetSecretValue. It is let in by statement "Everybody" of its resource policy: narrow it.',
    ],
    [
      'several are let in',
      { attempts: [hole, deniedAttempt, hole] },
      "failed: dev's role rehearsal-stage gets at uat's secret payments/api-key by GetSecretValue (and 1 more of 3 pairs). Narrow the policies on both sides.",
    ],
    [
      "another environment's password fits",
      { attempts: [{ ...hole, kind: 'database', target: 'payments', how: 'connect' }], lacking: [iam] },
      "failed: dev's role rehearsal-stage gets at uat's database payments by connect. Give each environment a password of its own.",
    ],
    [
      'people can write',
      { attempts: [{ ...hole, to: 'dev', kind: 'function', target: 'pay', how: 'UpdateFunctionCode' }] },
      "failed: dev's role rehearsal-stage gets at dev's function pay, which only the pipeline may change, by UpdateFunctionCode. Narrow the policies on both sides.",
    ],
    [
      'an answer says nothing',
      { attempts: [{ ...deniedAttempt, result: 'unclear', how: 'connect: ECONNREFUSED' }] },
      "inconclusive: Whether dev's role rehearsal-stage gets at uat's secret payments/api-key can't be said (connect: ECONNREFUSED): put that right and judge again.",
    ],
    [
      'the backend enforces nothing',
      { attempts: [], lacking: [iam] },
      "inconclusive: No pair was tried, but this backend can't judge 12 pairs of roles (no iam-enforcement).",
    ],
    [
      'it lacks more than one thing',
      { lacking: [iam, { ...iam, capability: 'trust-policies' }] },
      "inconclusive: All 2 pairs that were tried were denied, but this backend can't judge 12 pairs of roles (no iam-enforcement, trust-policies).",
    ],
    [
      'there is nothing to try',
      { attempts: [] },
      'inconclusive: No other environment holds anything that could be tried: take the gate out, or put it after a deploy.',
    ],
  ])('judges where %s', async (_, more, said) => {
    const world = new FakeWorld();
    world.isolation.report = { ...world.isolation.report, ...more };
    const { verdict, reason, evidence } = await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    expect(`${verdict}: ${reason}`).toBe(said);
    expect(evidence).toEqual([digestNamed('matrix')]);
  });

  it('hands the record the numbers and the holes, and the engine what it lacks', async () => {
    const world = new FakeWorld();
    world.isolation.report = { ...world.isolation.report, attempts: [deniedAttempt, hole], lacking: [iam] };
    const { facts } = await isolation.run(subjectWith({ step: gateStep('isolation') }), world.ports);
    const { result: _, ...told } = hole;
    expect(facts).toEqual({ isolation: { pairs: 2, denied: 1, holes: [told] }, lacking: ['iam-enforcement'] });
  });
});
