import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersion } from './version.ts';
import type { MigrationVersion } from './version.ts';

const version = (text: string): MigrationVersion => parseVersion(text) ?? expect.fail(`${text} is no version`);

describe('compareVersions', () => {
  it('orders by number, part by part', () => {
    const ordered = ['1', '1.1', '1_2', '1.10', '2', '3.0', '9', '10', '010.1', '20240101120000'];
    expect(ordered.toReversed().toSorted((a, b) => compareVersions(version(a), version(b)))).toEqual(ordered);
  });

  it.each([
    ['1', '1.0'],
    ['01', '1'],
    ['1.0.0', '1'],
    ['1_2', '1.2'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(compareVersions(version(a), version(b))).toBe(0);
  });

  it('puts every version above none', () => {
    expect(compareVersions(version('0'), null)).toBe(1);
  });
});

describe('parseVersion', () => {
  it.each(['', 'a', '1.a', '1.', '1..2', '1-2'])('refuses %j', (text) => {
    expect(parseVersion(text)).toBeNull();
  });
});
