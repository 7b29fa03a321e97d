import { describe, expect, it } from 'vitest';
import type { DriftReport, ForeignChange } from '../ports/drift.ts';
import { newVersions, oldVersions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { drift } from './drift.ts';

const write: ForeignChange = {
  at: '2026-01-01T10:00:00.000Z',
  who: 'arn:aws:iam::444444444444:root',
  what: 'lambda:UpdateFunctionConfiguration',
  resource: 'arn:aws:lambda:eu-west-1:444444444444:function:pay',
};

const red =
  'failed: arn:aws:iam::444444444444:root did lambda:UpdateFunctionConfiguration on arn:aws:lambda:eu-west-1:444444444444:function:pay at 2026-01-01T10:00:00.000Z';
const undo = 'undo it and say so in a waiver for drift, or explain it in one.';

describe('the drift gate', () => {
  it.each<readonly [string, Partial<DriftReport>, string]>([
    [
      'nobody changed anything',
      {},
      'passed: Nobody but the pipeline changed uat since the last promotion at 2026-01-01T00:00:00.000Z (40 calls looked at).',
    ],
    [
      'there was no promotion yet',
      { since: null },
      'passed: Nobody but the pipeline changed uat since the account was set up (40 calls looked at).',
    ],
    [
      'what was left is live',
      { left: oldVersions },
      'passed: Nobody but the pipeline changed uat since the last promotion at 2026-01-01T00:00:00.000Z (40 calls looked at), and the 2 functions that it left are live.',
    ],
    [
      'somebody changed something',
      { changes: [write] },
      `${red}, beside the pipeline and since the last promotion at 2026-01-01T00:00:00.000Z: ${undo}`,
    ],
    [
      'somebody changed more than one thing',
      { changes: [write, write], since: null },
      `${red} (and 1 more), beside the pipeline and since the account was set up: ${undo}`,
    ],
    [
      'another version is live than was left',
      { left: newVersions, calls: null },
      'failed: What is live in uat is not what the last promotion left: CreateFunction was version 2 and is 1 with other code; ReadFunction was version 2 and is 1 with other code. Find out who changed it.',
    ],
    [
      'a function is gone and another is new',
      {
        left: oldVersions
          .slice(0, 1)
          .map((each) => ({ ...each, function: 'Gone' }))
          .concat(oldVersions.slice(0, 1)),
      },
      'failed: What is live in uat is not what the last promotion left: Gone is gone; ReadFunction is new. Find out who changed it.',
    ],
    ['there is no trace', { calls: null }, "inconclusive: Who changed uat can't be said: this backend keeps no trace of calls."],
  ])('judges where %s', async (_, more, said) => {
    const world = new FakeWorld();
    world.accounts.setLive('uat', oldVersions);
    world.drift.report = { ...world.drift.report, ...more };
    const { verdict, reason, evidence, facts } = await drift.run(subjectWith({ step: gateStep('drift') }), world.ports);
    expect(`${verdict}: ${reason}`).toBe(said);
    expect(evidence).toEqual([digestNamed('calls')]);
    expect(facts.lacking).toEqual(more.calls === null ? ['call-trace'] : undefined);
  });
});
