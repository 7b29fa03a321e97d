import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { reproducibleZip } from './reproducible-zip.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('reproducibleZip', () => {
  it('gives the same bytes whatever the order of the entries', () => {
    const one = reproducibleZip({ 'a.txt': bytes('a'), 'b/c.txt': bytes('c') });
    const other = reproducibleZip({ 'b/c.txt': bytes('c'), 'a.txt': bytes('a') });
    expect(Buffer.from(one).equals(other)).toBe(true);
  });

  it('gives the same bytes in another time zone', () => {
    const before = process.env['TZ'];
    const here = reproducibleZip({ 'a.txt': bytes('a') });
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      expect(Buffer.from(reproducibleZip({ 'a.txt': bytes('a') })).equals(here)).toBe(true);
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('gives other bytes when one byte of an entry changes', () => {
    expect(Buffer.from(reproducibleZip({ a: bytes('a') })).equals(reproducibleZip({ a: bytes('b') }))).toBe(false);
  });

  it('can be read by others', () => {
    expect(Buffer.from(unzipSync(reproducibleZip({ 'x/y': bytes('hello') }))['x/y'] ?? []).toString()).toBe('hello');
  });
});
