import { deepEqual } from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { lineOf, runSuites } from './run-suites.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

const world = { account: '111122223333' } as ConformanceWorld;
const suite = (service: string, ...cases: readonly ConformanceCase[]): Conformance => ({ service, cases });
const does = (name: string, run: ConformanceCase['run']): ConformanceCase => ({ name, run });
const limits = { caseMs: 1_000, atOnce: 2 };

describe('the suites on a backend', () => {
  it('say of each case whether it does what AWS does, in their order', async () => {
    const suites = [
      suite(
        'iam',
        does('makes a role', () => Promise.resolve()),
      ),
      suite(
        's3',
        does('keeps bytes', () => Promise.reject(new Error('the bucket\n is gone'))),
        does('gives them back', () => Promise.resolve()),
      ),
    ];
    const results = await runSuites(suites, () => world, limits);
    expect(results.map(({ service, name, difference }) => [service, name, difference])).toEqual([
      ['iam', 'makes a role', null],
      ['s3', 'keeps bytes', 'Error: the bucket is gone'],
      ['s3', 'gives them back', null],
    ]);
  });

  it('count what comes to no answer as different, and go on', async () => {
    const never = does('waits', () => new Promise(() => undefined));
    const after = does('goes on', () => Promise.resolve());
    const results = await runSuites([suite('sqs', never, after)], () => world, { caseMs: 5, atOnce: 1 });
    expect(results.map(({ difference }) => difference)).toEqual(['no answer in 0.005 s', null]);
  });

  it('take an assertion that fails for a difference', async () => {
    const wrong = does('answers one', () => Promise.resolve(deepEqual(2, 1)));
    const [result] = await runSuites([suite('lambda', wrong)], () => world, limits);
    expect(result?.difference).toContain('2 !== 1');
  });
});

describe('a difference in words', () => {
  it.each([
    ['key 0f8fad5b-d9cb-469f-a165-70867728950e is not there', 'key <id> is not there'],
    ['connect ECONNREFUSED 127.0.0.1:4566', 'connect ECONNREFUSED 127.0.0.1:<port>'],
    ['AssertionError: Expected values to be strictly equal: 201 !== 403', '201 !== 403'],
    ["AssertionError: Expected values to be strictly deep-equal: + actual - expected + 'one' - 'two'", "(+ seen, - AWS) + 'one' - 'two'"],
    ['role-a1b2c3-17 exists\n  already', 'role-<n> exists already'],
  ])('is the same in each run: %j', (words, line) => {
    expect(lineOf(words)).toBe(line);
  });
});
