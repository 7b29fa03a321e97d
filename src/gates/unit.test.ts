import { describe, expect, it } from 'vitest';
import type { GateThresholds } from '../model/topology.ts';
import type { CheckReport } from '../ports/check-runner.ts';
import { checkRan } from '../ports/testing/fake-checks.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { unit } from './unit.ts';

async function judge(report: Partial<CheckReport>, thresholds: GateThresholds = {}) {
  const world = new FakeWorld();
  world.checks.answers.set('unit', checkRan(report));
  const { verdict, reason } = await unit.run(subjectWith({ step: gateStep('unit', { thresholds }) }), world.ports);
  return `${verdict}: ${reason}`;
}

function lines(linesPercent: number, functionsPercent: number | null = null): Partial<CheckReport> {
  return { coverage: { linesPercent, functionsPercent } };
}

describe('the unit gate', () => {
  it.each<readonly [string, Partial<CheckReport>, GateThresholds, string]>([
    ['exactly at the default', lines(80), {}, 'passed: 3 tests passed. 80 % of lines are covered (at least 80 %).'],
    ['below the default', lines(79), {}, 'failed: 3 tests passed. 79 % of lines are covered, at least 80 % are needed: add tests.'],
    ['a hair below', lines(79.9999), {}, 'failed: 3 tests passed. 79.99 % of lines are covered, at least 80 % are needed: add tests.'],
    ["at the topology's own", lines(50), { linesPercent: 50 }, 'passed: 3 tests passed. 50 % of lines are covered (at least 50 %).'],
    [
      "below the topology's own",
      lines(89.5),
      { linesPercent: 90 },
      'failed: 3 tests passed. 89.5 % of lines are covered, at least 90 % are needed: add tests.',
    ],
    ['no number', lines(Number.NaN), {}, 'failed: 3 tests passed. NaN % of lines are covered, at least 80 % are needed: add tests.'],
    [
      'functions as wanted',
      lines(91, 70),
      { functionsPercent: 70 },
      'passed: 3 tests passed. 91 % of lines (at least 80 %) and 70 % of functions (at least 70 %) are covered.',
    ],
    [
      'functions short',
      lines(91, 69.99),
      { functionsPercent: 70 },
      'failed: 3 tests passed. 69.99 % of functions are covered, at least 70 % are needed: add tests.',
    ],
    [
      'functions not counted',
      lines(91),
      { functionsPercent: 70 },
      'inconclusive: 3 tests passed. The coverage report counts no functions, and the topology wants functionsPercent: name a report that has them.',
    ],
    [
      'no coverage, and none asked for',
      { coverage: null },
      { linesPercent: 0 },
      'passed: 3 tests passed. The topology asks for no coverage.',
    ],
    [
      'no coverage',
      { coverage: null },
      {},
      'inconclusive: 3 tests passed. No coverage data could be read: name an lcov or coverage-summary report under checks.unit.reports.',
    ],
    [
      'tests that fail',
      { ...lines(100), exitCode: 1 },
      {},
      'failed: The unit command ended with exit code 1 although its report shows no failed test: see its log.',
    ],
  ])('judges %s', async (_, report, thresholds, said) => {
    expect(await judge(report, thresholds)).toBe(said);
  });
});
