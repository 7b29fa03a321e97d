import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    ['', '""'],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [[], '[]'],
    [[1, [2, 'x']], '[1,[2,"x"]]'],
    [{}, '{}'],
    [{ b: 1, a: { d: null, c: [] } }, '{"a":{"c":[],"d":null},"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  // RFC 8785, appendix B.
  it.each([
    [-0, '0'],
    [5e-324, '5e-324'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [1e23, '1e+23'],
    [333333333.3333332, '333333333.3333332'],
    [0.000001, '0.000001'],
    [1e-7, '1e-7'],
  ])('writes the number %d as ECMAScript does: %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('sorts members by UTF-16 code units, as the example of RFC 8785 does', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(JSON.parse(canonicalJson(sample))).toEqual(sample);
    expect(
      canonicalJson(sample)
        .match(/"[^"]+":/g)
        ?.map((name) => JSON.parse(name.slice(0, -1)) as string),
    ).toEqual(['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']);
  });

  it.each([
    [Number.NaN, 'number NaN'],
    [Infinity, 'number Infinity'],
    [{ a: [-Infinity] }, 'number -Infinity'],
    [undefined, 'type undefined'],
    [[undefined], 'type undefined'],
    [1n, 'type bigint'],
    [() => 1, 'type function'],
    ['\ud800', 'half a surrogate pair'],
    [{ '\udead': 1 }, 'half a surrogate pair'],
  ])('refuses %s', (value, what) => {
    expect(() => canonicalJson(value)).toThrow(what);
  });
});
