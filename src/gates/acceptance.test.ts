import { describe, expect, it } from 'vitest';
import type { CheckReport, TestCase } from '../ports/check-runner.ts';
import type { CriteriaList } from '../ports/project-reader.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, noRules, sampleTopology } from '../ports/testing/sample-topology.ts';
import { acceptance } from './acceptance.ts';

const listed: CriteriaList = {
  path: 'docs/criteria.md',
  criteria: [
    { id: 'AC-001', line: 5 },
    { id: 'AC-002', line: 6 },
  ],
};

function scenario(labels: readonly string[], outcome: TestCase['outcome'] = 'passed', name = 'Pays'): TestCase {
  return { name, outcome, labels };
}

async function judge(cases: readonly TestCase[], list: CriteriaList | null = listed, more: Partial<CheckReport> = {}, criteria = true) {
  const world = new FakeWorld();
  world.checks.answers.set('acceptance', checkRan({ cases, ...more }));
  world.projectReader.ofCriteria = list;
  const topology = { ...sampleTopology, rules: { ...noRules, criteria } };
  const { verdict, reason, evidence } = await acceptance.run(subjectWith({ step: gateStep('acceptance'), topology }), world.ports);
  return { said: `${verdict}: ${reason}`, evidence };
}

const both = [scenario(['@AC-001']), scenario(['@slow', '@AC-002'])];

describe('the acceptance gate, where each criterion wants a scenario', () => {
  it.each<readonly [string, readonly TestCase[], string]>([
    ['each has one', both, 'passed: 3 tests passed. Each of 2 acceptance criteria has an executed scenario.'],
    [
      'each is in a name',
      [scenario([], 'passed', 'AC-001 pays'), scenario([], 'passed', 'reads (AC-002)')],
      'passed: 3 tests passed. Each of 2 acceptance criteria has an executed scenario.',
    ],
    [
      'one has none',
      [scenario(['@AC-002'])],
      'failed: 3 tests passed. docs/criteria.md:5 AC-001 has no executed scenario: tag one with the id.',
    ],
    [
      'none has one',
      [scenario(['@AC-0010']), scenario(['@XAC-002'])],
      'failed: 3 tests passed. docs/criteria.md:5 AC-001, AC-002 have no executed scenario: tag one with the id.',
    ],
    [
      'one is only skipped',
      [scenario(['@AC-001']), scenario(['@AC-002'], 'skipped')],
      'failed: 3 tests passed. docs/criteria.md:6 AC-002 has no executed scenario (AC-002 has only skipped ones): tag one with the id.',
    ],
    [
      'one is skipped once and executed once',
      [...both, scenario(['@AC-002'], 'skipped')],
      'passed: 3 tests passed. Each of 2 acceptance criteria has an executed scenario.',
    ],
    [
      'a scenario has an id that nobody lists',
      [...both, scenario(['@AC-009'])],
      'failed: 3 tests passed. AC-009 is on a scenario, and docs/criteria.md lists no such criterion: list it, or mend the tag.',
    ],
    [
      'a scenario has a number of another kind',
      [...both, scenario(['@JIRA-9'])],
      'passed: 3 tests passed. Each of 2 acceptance criteria has an executed scenario.',
    ],
  ])('judges a run in which %s', async (_, cases, said) => {
    expect((await judge(cases)).said).toBe(said);
  });

  it('is inconclusive where nothing is listed', async () => {
    expect((await judge(both, { path: 'docs/criteria.md', criteria: [] })).said).toBe(
      "inconclusive: 3 tests passed. docs/criteria.md lists no acceptance criterion: begin a line, list item or table row with each one's id, such as AC-001.",
    );
    expect((await judge(both, null)).said).toBe(
      'inconclusive: 3 tests passed. The topology wants a scenario for each acceptance criterion: name their file under acceptanceCriteria.',
    );
  });

  it('speaks of scenarios that fail first', async () => {
    const { said } = await judge([], listed, { exitCode: 1 });
    expect(said).toMatch(/^failed: The acceptance command ended with exit code 1/);
  });

  it('keeps which scenario shows which criterion', async () => {
    expect((await judge(both)).evidence).toHaveLength(2);
  });

  it('asks for none where the topology has no such rule', async () => {
    expect(await judge([], null, {}, false)).toMatchObject({ said: 'passed: 3 tests passed.', evidence: [expect.anything()] });
  });
});
