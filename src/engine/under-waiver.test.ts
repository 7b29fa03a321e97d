import { describe, expect, it } from 'vitest';
import type { Waiver } from '../model/waiver.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { underWaiver } from './under-waiver.ts';

const waiver: Waiver = {
  gate: 'smoke',
  environment: 'production',
  version: 'v1.4.0',
  by: 'Rosa Release',
  role: 'release-manager',
  reason: 'The partner is down',
  reference: 'OPS-7',
  at: '2026-01-01T00:00:00.000Z',
  expires: '2026-01-08T00:00:00.000Z',
};
const red = stepFinished({ environment: 'production', name: 'smoke', verdict: 'failed', reason: '1 of 3 failed.' });

function judged(more: Partial<Waiver>, now = '2026-01-02T00:00:00.000Z', step = red) {
  const authors = ['Ada Author <ada@example.com>'];
  return underWaiver(step, { waivers: [{ ...waiver, ...more }], project: sampleProject, version: 'v1.4.0', authors, now });
}

describe('a step under a waiver', () => {
  it.each(['failed', 'inconclusive'] as const)('that is %s is waived and keeps its reason', (verdict) => {
    expect(judged({}, undefined, { ...red, verdict })).toEqual({
      ...red,
      verdict: 'waived',
      reason: '1 of 3 failed. Waived by Rosa Release, release-manager, until 2026-01-08T00:00:00.000Z: The partner is down (OPS-7).',
    });
  });

  it.each(['passed', 'waiting', 'waived'] as const)('that is %s stays as it is', (verdict) => {
    const step = { ...red, verdict };
    expect(judged({}, undefined, step)).toBe(step);
  });

  it('that is no gate stays as it is', () => {
    const action = { ...red, name: 'tag-artefacts' as const };
    expect(judged({}, undefined, action)).toBe(action);
  });

  it.each<[string, Partial<Waiver>, string]>([
    ['another gate', { gate: 'acceptance' }, 'it is for acceptance, not for smoke'],
    ['another version', { version: 'v1.3.0' }, 'it is for v1.3.0, not for v1.4.0'],
    ['an expiry that has passed', { expires: '2026-01-01T23:59:59.999Z' }, 'it expired at 2026-01-01T23:59:59.999Z'],
    ['an expiry that is now', { expires: '2026-01-02T00:00:00.000Z' }, 'it expired at 2026-01-02T00:00:00.000Z'],
    ['an author', { by: 'Ada Author' }, "Ada Author waived, but is an author of this release: authors can't waive"],
    ['a stranger', { by: 'Nobody' }, 'Nobody waived, but is not among people in rehearsal.yaml'],
    ['a role that one has not', { by: 'Dev Eloper' }, 'Dev Eloper waived as release-manager, but does not have that role'],
    [
      'a role that may not',
      { by: 'Dev Eloper', role: 'developer' },
      'Dev Eloper waived as developer, but for production it takes release-manager',
    ],
  ])('counts for nothing with %s, and says so once', (_, more, why) => {
    const once = judged(more);
    const by = more.by ?? 'Rosa Release';
    expect(once).toEqual({ ...red, reason: `1 of 3 failed. The waiver by ${by} counts for nothing: ${why}.` });
    expect(judged(more, undefined, once)).toBe(once);
  });

  it('says nothing of a waiver for another environment', () => {
    expect(judged({ environment: 'uat' })).toBe(red);
  });

  it.each(['same-artefact', 'approval', 'provenance', 'build', 'migrate', 'deploy'] as const)('never is where the gate is %s', (gate) => {
    const step = { ...red, name: gate };
    expect(judged({ gate }, undefined, step)).toMatchObject({ verdict: 'failed' });
    expect(judged({ gate }, undefined, step).reason).toContain(`${gate} can't be waived, for `);
  });

  it('is under the one that holds, where there are several', () => {
    const authors: readonly string[] = [];
    const others = [
      { ...waiver, reference: 'OPS-8' },
      { ...waiver, gate: 'unit' as const },
      { ...waiver, version: 'v0.0.1' },
    ];
    const step = underWaiver(red, {
      waivers: others,
      project: sampleProject,
      version: 'v1.4.0',
      authors,
      now: '2026-01-02T00:00:00.000Z',
    });
    expect(step.reason).toContain('(OPS-8)');
  });

  it('speaks of the waiver for its own gate, where none holds', () => {
    const waivers = [
      { ...waiver, version: 'v1' },
      { ...waiver, gate: 'unit' as const },
    ];
    const step = underWaiver(red, { waivers, project: sampleProject, version: 'v1.4.0', authors: [], now: waiver.at });
    expect(step.reason).toContain('it is for v1, not for v1.4.0');
  });
});
