import { describe, expect, it } from 'vitest';
import { md5OfAttributes, readMessageAttributes, wantedAttributes } from './message-attributes.ts';

describe('the attributes of a message', () => {
  it('have the digest that AWS’s clients compute', () => {
    const attributes = readMessageAttributes({ timestamp: { DataType: 'Number', StringValue: '1493147359900' } });
    // As SQS answers for this one.
    expect(md5OfAttributes(attributes)).toBe('235c5c510d26fb653d073faed50ae77c');
    expect(md5OfAttributes({})).toBeUndefined();
  });

  it.each([
    ['All', ['a.b', 'a.c', 'd']],
    ['.*', ['a.b', 'a.c', 'd']],
    ['a.*', ['a.b', 'a.c']],
    ['d', ['d']],
    ['e', []],
  ])('asked for as %s', (wanted, found) => {
    const value = { DataType: 'String', StringValue: 'x' };
    expect(Object.keys(wantedAttributes(readMessageAttributes({ 'a.b': value, 'a.c': value, d: value }), [wanted]))).toEqual(found);
  });

  it.each([
    ['an empty value', { a: { DataType: 'String', StringValue: '' } }, /non-empty message attribute value/],
    ['text that is no number', { a: { DataType: 'Number', StringValue: 'x' } }, /Can't cast/],
    ['a type of one’s own', { a: { DataType: 'Date', StringValue: 'x' } }, /invalid message attribute type/],
    ['a name of AWS’s', { 'AWS.a': { DataType: 'String', StringValue: 'x' } }, /is invalid/],
    ['a name that ends in a dot', { 'a.': { DataType: 'String', StringValue: 'x' } }, /is invalid/],
  ])('are refused with %s', (_what, attributes, message) => {
    expect(() => readMessageAttributes(attributes)).toThrow(message);
  });
});
