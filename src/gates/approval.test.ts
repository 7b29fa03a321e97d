import { describe, expect, it } from 'vitest';
import type { Approval } from '../model/approval.ts';
import type { GateSubject } from '../ports/gate.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleProject } from '../ports/testing/sample-project.ts';
import { digestNamed, sampleRelease } from '../ports/testing/sample-release.ts';
import { stepFinished, subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { approval } from './approval.ts';
import { short } from './registry-differences.ts';

const plan = digestNamed('plan');
const id = short(sampleRelease.id);
const rosa: Approval = {
  by: 'Rosa Release',
  role: 'release-manager',
  at: '2026-01-01T00:00:00.000Z',
  release: sampleRelease.id,
  plan,
  simulated: false,
};

function run(approvals: readonly Approval[], more: Partial<GateSubject> = {}) {
  const world = new FakeWorld();
  world.approvals = approvals;
  const stage = sampleTopology.stages[3] ?? stageOf('production', { kind: 'manual' }, []);
  return approval.run(subjectWith({ step: gateStep('approval'), stage, ...more }), world.ports);
}

describe('a checklist', () => {
  const checklist = [
    { ask: 'Are all scenarios green?', answeredBy: { kind: 'gate', gate: 'acceptance', environment: 'uat' } },
    { ask: 'Is somebody on call?', answeredBy: { kind: 'approver' } },
  ] as const;
  const stage = { ...(sampleTopology.stages[3] ?? stageOf('production', { kind: 'manual' }, [])), checklist };
  const green = stepFinished({ name: 'acceptance', environment: 'uat' });

  it('is answered by evidence and by who consents, and the reason shows it', async () => {
    const { verdict, reason, facts } = await run([rosa], { stage, done: [green] });
    expect(verdict).toBe('passed');
    expect(reason).toMatch(
      / 2 questions are answered: Are all scenarios green\? acceptance of uat passed; Is somebody on call\? Rosa Release\.$/,
    );
    expect(facts.checklist).toEqual([
      { ask: 'Are all scenarios green?', answer: 'acceptance of uat passed' },
      { ask: 'Is somebody on call?', answer: 'Rosa Release' },
    ]);
  });

  it('says what is left to a person while it waits', async () => {
    const { verdict, reason } = await run([], { stage, done: [green] });
    expect([verdict, reason.endsWith(' Whoever consents says yes to: Is somebody on call?')]).toEqual(['waiting', true]);
  });

  it.each([
    ['was not asked there', []],
    ['is failed there', [{ ...green, verdict: 'failed' as const }]],
  ])('that evidence does not answer blocks, whoever consents: it %s', async (stands, done) => {
    expect(await run([rosa], { stage, done })).toMatchObject({
      verdict: 'inconclusive',
      reason: `"Are all scenarios green?" is answered by acceptance of uat, which ${stands}: promote the release through uat first.`,
    });
  });
});

describe('the approval gate', () => {
  it('passes with the consent of a person who may give it', async () => {
    expect(await run([rosa])).toEqual({
      verdict: 'passed',
      reason: `Rosa Release, release-manager, approved release ${id} with plan ${short(plan)}.`,
      evidence: [],
      facts: { plan, approvals: [rosa] },
    });
  });

  it('fails where the account refuses the template: there is no plan to consent to', async () => {
    const world = new FakeWorld();
    world.approvals = [rosa];
    world.accounts.plans = { refused: 'template.yaml: the account refuses it: no such type' };
    const stage = sampleTopology.stages[3] ?? stageOf('production', { kind: 'manual' }, []);
    expect(await approval.run(subjectWith({ step: gateStep('approval'), stage }), world.ports)).toMatchObject({
      verdict: 'failed',
      reason: 'template.yaml: the account refuses it: no such type',
    });
  });

  it('says where a consent is simulated', async () => {
    const simulated = { ...rosa, simulated: true };
    expect((await run([simulated])).reason).toBe(
      `Rosa Release, release-manager, approved release ${id} with plan ${short(plan)} (simulated).`,
    );
  });

  it.each(['rosa release', 'ROSA@example.com', 'Rosa Release <rosa@example.com>', ' Rosa Release '])('knows a person as %j', async (by) => {
    expect(await run([{ ...rosa, by }])).toMatchObject({ verdict: 'passed' });
  });

  it('waits where nobody has approved', async () => {
    expect(await run([])).toEqual({
      verdict: 'waiting',
      reason: `Nobody has approved release ${id} for production yet. A person who may (release-manager) gives it with: rehearse approve production`,
      evidence: [],
      facts: { plan },
    });
  });

  it.each([
    ['release', { ...rosa, release: digestNamed('other') }],
    ['plan', { ...rosa, plan: digestNamed('other') }],
  ])('waits where the consent was to another %s', async (_, given) => {
    expect(await run([given])).toEqual({
      verdict: 'waiting',
      reason: `Nobody has approved release ${id} for production yet. What Rosa Release approved was another release or plan. A person who may (release-manager) gives it with: rehearse approve production`,
      evidence: [],
      facts: { plan },
    });
  });

  const authors = (...names: string[]): Partial<GateSubject> => ({ authors: names });
  it.each<readonly [string, Approval, Partial<GateSubject>, string]>([
    ['an author', { ...rosa, by: 'Ada Author' }, {}, "Ada Author approved, but is an author of this release: authors can't approve."],
    [
      'an author by address',
      { ...rosa, by: 'ADA@example.com' },
      {},
      "ADA@example.com approved, but is an author of this release: authors can't approve.",
    ],
    ['an author under another name', rosa, authors('R. <Rosa@Example.com>'), 'is an author of this release'],
    ['an author under another address', rosa, authors('X <x@example.com>', 'rosa release <me@home>'), 'is an author of this release'],
    ['an author without an address', rosa, authors('Rosa Release'), 'is an author of this release'],
    ['a stranger', { ...rosa, by: 'Eve' }, {}, 'Eve approved, but is not among people in rehearsal.yaml.'],
    ['nobody', { ...rosa, by: '' }, {}, ' approved, but is not among people in rehearsal.yaml.'],
    ["a name with somebody else's address", { ...rosa, by: 'Rosa Release <ada@example.com>' }, {}, 'is not among people'],
    [
      'a person without the role',
      { ...rosa, by: 'Dev Eloper' },
      {},
      'Dev Eloper approved as release-manager, but does not have that role.',
    ],
    [
      'a role that may not',
      { ...rosa, by: 'Dev Eloper', role: 'developer' },
      {},
      'Dev Eloper approved as developer, but for production it takes release-manager.',
    ],
  ])('fails on the consent of %s', async (_, given, more, fault) => {
    const result = await run([given], more);
    expect(result.verdict).toBe('failed');
    expect(result.reason).toContain(fault);
    expect(result.reason).toMatch(/ Somebody else gives it with: rehearse approve production$/);
    expect(result.facts).toEqual({ plan });
  });

  it('names all roles that may', async () => {
    const project = { ...sampleProject, approvals: { production: { roles: ['release-manager', 'cto'] } } };
    expect((await run([{ ...rosa, by: 'Dev Eloper', role: 'developer' }], { project })).reason).toContain(
      'it takes release-manager or cto.',
    );
    expect((await run([], { project })).reason).toContain('(release-manager, cto)');
  });

  it('takes one that holds among others that do not, and keeps only that', async () => {
    const result = await run([{ ...rosa, by: 'Ada Author' }, { ...rosa, plan: digestNamed('other') }, rosa]);
    expect(result).toMatchObject({ verdict: 'passed', facts: { approvals: [rosa] } });
  });

  it("fails rather than waits where one is void and one is an author's", async () => {
    expect(
      await run([
        { ...rosa, plan: digestNamed('other') },
        { ...rosa, by: 'Ada Author' },
      ]),
    ).toMatchObject({ verdict: 'failed' });
  });

  it.each([{}, { production: { roles: [] } }])('is inconclusive where %j may approve', async (approvals) => {
    expect(await run([rosa], { project: { ...sampleProject, approvals } })).toEqual({
      verdict: 'inconclusive',
      reason: 'Nobody may approve for production: name roles under approvals.production in rehearsal.yaml.',
      evidence: [],
      facts: {},
    });
  });
});
