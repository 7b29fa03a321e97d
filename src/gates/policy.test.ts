import { describe, expect, it } from 'vitest';
import type { TopologyRules } from '../model/topology.ts';
import { testKinds } from '../model/topology.ts';
import type { Finding } from '../ports/check-runner.ts';
import type { PromiseComparison } from '../ports/project-reader.ts';
import { moduleTests, type FakeProjectReader } from '../ports/testing/fake-project-reader.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, noRules, sampleTopology } from '../ports/testing/sample-topology.ts';
import { policy } from './policy.ts';

const allRules: TopologyRules = { ...noRules, testKinds, criteria: true, oneTemplate: true, semver: true };
const admin: Finding = {
  rule: 'admin-policy',
  message: 'PayRole may do "*" on every resource.',
  level: 'error',
  place: 'template.yaml:40',
};

async function judge(change: (reader: FakeProjectReader) => void, rules = allRules, version = 'v1.4.0') {
  const world = new FakeWorld();
  change(world.projectReader);
  const subject = subjectWith({ step: gateStep('policy'), topology: { ...sampleTopology, rules }, version });
  const { verdict, reason, evidence } = await policy.run(subject, world.ports);
  expect(evidence).toHaveLength(verdict === 'failed' ? 2 : 1);
  return `${verdict}: ${reason}`;
}

const templates = { read: ['template.yaml'], programs: [], unread: [], twins: [], findings: [] };
const twin = { place: 'production.yaml:3', of: 'template.yaml', shared: 5, ids: 6 };

function api(more: Partial<PromiseComparison>): PromiseComparison {
  return { path: 'openapi.yaml', kind: 'openapi', before: true, changes: [], unread: null, ...more };
}

const gone = api({
  changes: [{ effect: 'breaking', what: 'POST /payments, response 201: property "id" is gone', place: 'openapi.yaml:71' }],
});
const added = api({ changes: [{ effect: 'feature', what: 'GET /payments: property "payer" is new', place: 'openapi.yaml:80' }] });

const ok =
  'passed: 1 module with 7 kinds of test each, 1 template without static credentials or rights that are too wide, no second one for another environment';

describe('the policy gate', () => {
  it.each<readonly [string, (reader: FakeProjectReader) => void, string]>([
    ['that keeps every rule', () => undefined, `${ok}, no API or event described in rehearsal.yaml.`],
    [
      'without a kind of test',
      (reader) => void (reader.ofTests = [moduleTests({ security: 0 })]),
      'failed: 1 finding: rehearsal.yaml:8 missing-test-kind: module MOD-001 ships no security test: name its files under modules.MOD-001.tests.security.',
    ],
    [
      'with several faults',
      (reader) => {
        reader.ofTests = [moduleTests(), moduleTests({ contract: 0, smoke: 0 }, 'MOD-002')];
        reader.ofTemplates = { ...templates, findings: [admin] };
      },
      'failed: 3 findings, the first: rehearsal.yaml:8 missing-test-kind: module MOD-002 ships no contract test: name its files under modules.MOD-002.tests.contract.',
    ],
    [
      'with a second template',
      (reader) => void (reader.ofTemplates = { ...templates, twins: [twin] }),
      'failed: 1 finding: production.yaml:3 second-template: declares 5 of 6 resources of template.yaml a second time: keep one template for all environments, and give what differs as parameters and conditions.',
    ],
    [
      'whose role may do anything, though a second file could not be read',
      (reader) => void (reader.ofTemplates = { ...templates, findings: [admin], unread: [{ path: 'b.yaml', why: 'line 1: odd' }] }),
      'failed: 1 finding: template.yaml:40 admin-policy: PayRole may do "*" on every resource.',
    ],
    [
      'whose template is unreadable',
      (reader) => void (reader.ofTemplates = { ...templates, unread: [{ path: 'b.yaml', why: 'line 1: odd' }] }),
      "inconclusive: b.yaml could not be read (line 1: odd): what can't be read can't be judged, so mend the file.",
    ],
    [
      'whose program no rule reads',
      (reader) => void (reader.ofTemplates = { ...templates, read: [], programs: ['infra'] }),
      'passed: 1 module with 7 kinds of test each, no static credential in infra (what it declares is read by no rule), no second one for another environment, no API or event described in rehearsal.yaml.',
    ],
    [
      'without a template',
      (reader) => void (reader.ofTemplates = { ...templates, read: [] }),
      'inconclusive: No template was read: name one under modules in rehearsal.yaml.',
    ],
    [
      'that breaks its API in a MINOR',
      (reader) => void (reader.ofPromises = { since: 'v1.3.0', documents: [gone] }),
      'failed: 1 finding: openapi.yaml:71 breaking-change: POST /payments, response 201: property "id" is gone, which breaks who uses v1.3.0, and v1.4.0 is a new MINOR version: keep it, or release v2.0.0.',
    ],
    [
      'whose API is unreadable',
      (reader) => void (reader.ofPromises = { since: 'v1.3.0', documents: [api({ unread: 'it is OpenAPI 2.0' })] }),
      "inconclusive: openapi.yaml could not be compared (it is OpenAPI 2.0): what can't be read can't be judged, so mend the file.",
    ],
    [
      'with a new feature',
      (reader) => void (reader.ofPromises = { since: 'v1.3.0', documents: [added] }),
      `${ok}, 1 new feature since v1.3.0.`,
    ],
    [
      'whose last release had no such document',
      (reader) => void (reader.ofPromises = { since: 'v1.3.0', documents: [api({ before: false })] }),
      `${ok}, none before of openapi.yaml in v1.3.0.`,
    ],
    [
      'before its first release',
      (reader) => void (reader.ofPromises = { since: null, documents: [api({ before: false })] }),
      `${ok}, no release before to break with.`,
    ],
  ])('judges a project %s', async (_, change, said) => {
    expect(await judge(change)).toBe(said);
  });

  it.each([
    ['v1.3.0', 'v2.0.0', 'passed'],
    ['v1.3.0', 'v1.4.0', 'failed'],
    ['v1.3.0', 'v1.3.1', 'failed'],
    ['v1.3.0', 'v1.3.0', 'failed'],
    ['v2.0.0', 'v1.9.0', 'failed'],
    ['v0.3.0', 'v0.4.0', 'passed'],
    ['v0.3.0', 'v0.3.1', 'failed'],
    ['v0.3.0', 'v1.0.0', 'passed'],
  ])('a breaking change after %s in %s: %s', async (since, version, verdict) => {
    const said = await judge((reader) => void (reader.ofPromises = { since, documents: [gone] }), allRules, version);
    expect(said.split(':')[0]).toBe(verdict);
  });

  it('keeps each finding as a line, for who asks why', async () => {
    const world = new FakeWorld();
    world.projectReader.ofTests = [moduleTests({ smoke: 0 })];
    world.projectReader.ofTemplates = { ...templates, findings: [admin] };
    await policy.run(subjectWith({ step: gateStep('policy'), topology: { ...sampleTopology, rules: allRules } }), world.ports);
    expect(world.evidence.kept.get('policy.log')?.split('\n')).toEqual([
      expect.stringContaining('ships no smoke test') as string,
      'template.yaml:40 admin-policy: PayRole may do "*" on every resource.',
      '',
    ]);
  });

  it('only notes a feature in a PATCH', async () => {
    const said = await judge((reader) => void (reader.ofPromises = { since: 'v1.3.0', documents: [added] }), allRules, 'v1.3.1');
    expect(said).toBe(`${ok}, 1 new feature since v1.3.0 in a PATCH, where SemVer wants a MINOR (GET /payments: property "payer" is new).`);
  });

  it('asks for nothing that the topology has no rule about, and lets no admin pass', async () => {
    const lax = (reader: FakeProjectReader): void => {
      reader.ofTests = [moduleTests({ unit: 0 })];
      reader.ofTemplates = { ...templates, twins: [twin] };
      reader.ofPromises = { since: 'v1.3.0', documents: [gone] };
    };
    expect(await judge(lax, noRules)).toBe('passed: 1 template without static credentials or rights that are too wide.');
    expect(await judge((reader) => void (reader.ofTemplates = { ...templates, findings: [admin] }), noRules)).toMatch(/^failed/);
  });
});
