import { describe, expect, it } from 'vitest';
import { newestRelease, versionsFor } from './versions.ts';

describe('versionsFor', () => {
  it.each([
    [
      'the next minor after the last release',
      { tagsOfCommit: [], allTags: ['v1.3.0', 'v1.2.9'], packageVersion: '0.0.0' },
      'v1.4.0',
      'v1.4.0-rc.1',
    ],
    [
      'the next patch after the last release, of a hotfix',
      { tagsOfCommit: [], allTags: ['v1.3.0', 'v1.2.9'], packageVersion: '0.0.0', hotfix: true },
      'v1.3.1',
      'v1.3.1-rc.1',
    ],
    [
      "package.json's version where it is above the last release",
      { tagsOfCommit: [], allTags: ['v1.3.0'], packageVersion: '2.0.0' },
      'v2.0.0',
      'v2.0.0-rc.1',
    ],
    ['the first version of a project without a release', { tagsOfCommit: [], allTags: [], packageVersion: null }, 'v0.1.0', 'v0.1.0-rc.1'],
    [
      'the next free candidate number',
      { tagsOfCommit: [], allTags: ['v1.3.0', 'v1.4.0-rc.1', 'v1.4.0-rc.2'], packageVersion: null },
      'v1.4.0',
      'v1.4.0-rc.3',
    ],
    [
      "the commit's own candidate",
      { tagsOfCommit: ['v1.4.0-rc.2'], allTags: ['v1.3.0', 'v1.4.0-rc.1', 'v1.4.0-rc.2'], packageVersion: null },
      'v1.4.0',
      'v1.4.0-rc.2',
    ],
    [
      "the commit's own release",
      { tagsOfCommit: ['v1.4.0', 'v1.4.0-rc.2'], allTags: ['v1.4.0', 'v1.4.0-rc.2'], packageVersion: null },
      'v1.4.0',
      'v1.4.0-rc.2',
    ],
  ])('gives %s', (_, input, version, candidate) => {
    expect(versionsFor(input)).toEqual({ version, candidate });
  });
});

describe('newestRelease', () => {
  it('compares by precedence and leaves out what is no release', () => {
    expect(newestRelease(['v1.9.0', 'v1.10.0', 'v2.0.0-rc.1', '3.0.0', 'nightly'])).toBe('v1.10.0');
  });
});
