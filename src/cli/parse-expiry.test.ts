import { describe, expect, it } from 'vitest';
import { parseExpiry } from './values.ts';

describe('when something expires', () => {
  it.each([
    ['7d', 604_800_000],
    ['12h', 43_200_000],
    ['90m', 5_400_000],
  ])('may be said as %s', (text, forMs) => {
    expect(parseExpiry(text)).toEqual({ kind: 'after', forMs });
  });

  it.each([
    ['2026-12-24', '2026-12-24T00:00:00.000Z'],
    ['2026-12-24T08:00:00Z', '2026-12-24T08:00:00.000Z'],
  ])('may be said as %s', (text, at) => {
    expect(parseExpiry(text)).toEqual({ kind: 'at', at: new Date(at) });
  });

  it.each(['', '7', '7w', 'd', '-7d', '1.5d', 'tomorrow', '2026-13-40', '7 d'])('may not be said as %j', (text) => {
    expect(() => parseExpiry(text)).toThrow('It must be 7d, 12h, or a date, such as 2026-12-24.');
  });
});
