import { describe, expect, it } from 'vitest';
import { suites } from './index.ts';
import { alikeIn, comparedEmulators, differencesIn, readKnownDifferences, surprisesIn } from './known-differences.ts';
import type { CaseResult } from './run-suites.ts';

const result = (name: string, difference: string | null): CaseResult => ({ service: 's3', name, difference, durationMs: 1 });
const known = { emulator: 'other 1.0', differences: { s3: { 'keeps bytes': 'Error: gone' } }, alike: { s3: ['lists'] }, unsteady: {} };

describe('what is known to differ', () => {
  it('is no surprise, whatever its words this time', () => {
    expect(surprisesIn([result('keeps bytes', 'Error: still gone'), result('lists', null)], known)).toEqual({
      fresh: [],
      vanished: [],
      untried: [],
    });
  });

  it('is a surprise where it is new', () => {
    const results = [result('keeps bytes', 'Error: gone'), result('lists', 'Error: 501')];
    expect(surprisesIn(results, known)).toEqual({ fresh: ['s3: lists: Error: 501'], vanished: [], untried: [] });
  });

  it.each([
    ['is there no more', [result('keeps bytes', null)]],
    ['is of no case', []],
  ])('is a surprise where it %s', (_, results) => {
    expect(surprisesIn(results, known)).toEqual({ fresh: [], vanished: ['s3: keeps bytes'], untried: [] });
  });

  it('is not all there is to know: what was never tried is a surprise too', () => {
    const results = [result('keeps bytes', 'Error: gone'), result('deletes', null)];
    expect(surprisesIn(results, known)).toEqual({ fresh: [], vanished: [], untried: ['s3: deletes'] });
  });

  it.each([null, 'Error: too late'])('is no surprise where it comes out now so and now so: %j', (difference) => {
    const unsteady = { s3: { deletes: 'it answers before it is done' } };
    const results = [result('keeps bytes', 'Error: gone'), result('deletes', difference)];
    expect(surprisesIn(results, { ...known, unsteady })).toEqual({ fresh: [], vanished: [], untried: [] });
  });

  it('is written down by service and case', () => {
    const results = [result('keeps bytes', 'Error: gone'), result('lists', null)];
    expect({ differences: differencesIn(results), alike: alikeIn(results) }).toEqual({
      differences: known.differences,
      alike: known.alike,
    });
  });

  it.each(comparedEmulators)('of %s is of cases that there are', async (name) => {
    const { differences } = await readKnownDifferences(name);
    const cases = new Set(suites.flatMap(({ service, cases: of }) => of.map((each) => `${service}: ${each.name}`)));
    const listed = Object.entries(differences).flatMap(([service, of]) => Object.keys(of).map((each) => `${service}: ${each}`));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((each) => !cases.has(each))).toEqual([]);
  });
});
