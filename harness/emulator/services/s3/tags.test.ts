import { describe, expect, it } from 'vitest';
import { readTaggingHeader, readTagSet, requestTagKeys } from './tags.ts';

const many = (count: number): { readonly Key: string; readonly Value: string }[] =>
  Array.from({ length: count }, (_, at) => ({ Key: `k${at}`, Value: '' }));

describe('tags', () => {
  it('come in a header as a query', () => {
    expect(readTaggingHeader('a=1&b=x%20y&c')).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: 'x y' },
      { Key: 'c', Value: '' },
    ]);
    expect(readTaggingHeader(undefined)).toEqual([]);
    expect(() => readTaggingHeader('a=1&a=2')).toThrow(/without tag name duplicates/);
  });

  it('are ten at most on an object, fifty on a bucket', () => {
    expect(readTagSet(many(10), 'object')).toHaveLength(10);
    expect(() => readTagSet(many(11), 'object')).toThrow('Object tags cannot be greater than 10');
    expect(readTagSet(many(50), 'bucket')).toHaveLength(50);
    expect(() => readTagSet(many(51), 'bucket')).toThrow('Bucket tag count cannot be greater than 50');
  });

  const refused: readonly (readonly [key: string, value: string, message: string])[] = [
    ['', 'v', 'The TagKey you have provided is invalid'],
    ['k'.repeat(129), 'v', 'The TagKey you have provided is invalid'],
    ['k', 'v'.repeat(257), 'The TagValue you have provided is invalid'],
    ['k', 'a<b', 'The TagValue you have provided is invalid'],
    ['aws:k', 'v', 'System tags cannot be added/updated by requester'],
  ];

  it.each(refused)('%s=%s is refused', (Key, Value, message) => {
    expect(() => readTagSet([{ Key, Value }], 'object')).toThrow(message);
  });

  it('are given to policies by name', () => {
    expect(requestTagKeys([{ Key: 'a', Value: '1' }])).toEqual({ 's3:RequestObjectTag/a': '1', 's3:RequestObjectTagKeys': ['a'] });
    expect(requestTagKeys([])).toEqual({});
  });
});
