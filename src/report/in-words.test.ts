import { describe, expect, it } from 'vitest';
import { counted, durationInWords, grouped, instantInWords, percent, shortDigest } from './in-words.ts';

describe('durationInWords', () => {
  it.each([
    [0, '0 ms'],
    [640.4, '640 ms'],
    [1000, '1.0 s'],
    [12_340, '12.3 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 0 s'],
    [184_000, '3 min 4 s'],
    [3_720_000, '1 h 2 min'],
  ])('writes %d ms as %s', (forMs, words) => {
    expect(durationInWords(forMs)).toBe(words);
  });
});

describe('numbers in words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('groups %d as %s', (count, text) => {
    expect(grouped(count)).toBe(text);
  });

  it('writes shares, counts, instants and digests', () => {
    expect([percent(0), percent(0.183), percent(0.00125)]).toEqual(['0 %', '18.3 %', '0.125 %']);
    expect([counted(1, 'gate'), counted(0, 'gate')]).toEqual(['1 gate', '0 gates']);
    expect(instantInWords('2026-11-20T09:30:00.123Z')).toBe('2026-11-20 09:30:00 UTC');
    expect(shortDigest(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('0123456789ab');
  });
});
