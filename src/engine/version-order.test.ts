import { describe, expect, it } from 'vitest';
import { compareVersions, highest } from './version-order.ts';

describe('the order of versions', () => {
  it.each([
    ['v1.3.0', 'v1.3.0', 0],
    ['v1.3.0', 'v1.4.0', -1],
    ['v1.10.0', 'v1.9.9', 1],
    ['v2.0.0', 'v1.99.99', 1],
    ['v1.3.1', 'v1.3.0', 1],
    ['v1.3.0-rc.9', 'v1.3.0', 0],
    ['v1.4.0-rc.1', 'v1.3.0', 1],
  ])('%s and %s', (left, right, sign) => {
    expect(Math.sign(compareVersions(left, right))).toBe(sign);
  });

  it.each([
    ['1.3.0', 'v1.3.0', '1.3.0 is no version.'],
    ['v1.3.0', 'v1.3', 'v1.3 is no version.'],
    ['xv1.3.0', 'v1.3.0', 'xv1.3.0 is no version.'],
    ['v1.3.0x', 'v1.3.0', 'v1.3.0x is no version.'],
  ])('is none between %s and %s', (left, right, message) => {
    expect(() => compareVersions(left, right)).toThrow(message);
  });

  it('has a highest', () => {
    expect(highest([{ tag: 'v1.9.0' }, { tag: 'v1.10.0' }, { tag: 'v1.2.0' }])).toEqual({ tag: 'v1.10.0' });
    expect(highest([])).toBeNull();
  });
});
