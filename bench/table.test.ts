import { describe, expect, it } from 'vitest';
import { table } from './table.ts';

describe('the table of a bench', () => {
  it('says how many times the floor each thing takes, be it a time or a rate', () => {
    const rows = [
      { what: 'p50', unit: 'ms', emulator: 2.345, floor: 1 },
      { what: 'rate', unit: 'invokes/s', emulator: 500, floor: 1500 },
    ];
    expect(table(rows).split('\n').slice(2)).toEqual(['| p50 | ms | 2.35 | 1.00 | 2.3 |', '| rate | invokes/s | 500 | 1500 | 3.0 |']);
  });
});
