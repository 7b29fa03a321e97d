import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { boolean, conform, integer, json, listOf, mapOf, objectOf, oneOf, string, type Shape } from './shape.ts';

const conformed = (value: Json, shape: Shape): { readonly value: Json; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  return { value: conform(value, shape, '#', { problems }), problems };
};

describe('the shape of a property', () => {
  it.each<[Json, Shape, Json]>([
    ['256', integer, 256],
    [80, string, '80'],
    [true, string, 'true'],
    ['true', boolean, true],
    [{ a: 1 }, mapOf(string), { a: '1' }],
    [['1'], listOf(integer), [1]],
    [{ A: '1' }, objectOf({ A: { shape: integer } }), { A: 1 }],
    ['{"Version":"2012-10-17"}', json, '{"Version":"2012-10-17"}'],
  ])('brings %j to %j', (value, shape, expected) => {
    expect(conformed(value, shape)).toEqual({ value: expected, problems: [] });
  });

  it.each<[Json, Shape, string]>([
    ['many', integer, '#: expected type: Integer, found: String'],
    [{}, string, '#: expected type: String, found: JSONObject'],
    ['x', listOf(string), '#: expected type: JSONArray, found: String'],
    ['maybe', boolean, '#: expected type: Boolean, found: String'],
    ['c', oneOf('a', 'b'), '#: c is not a valid enum value'],
    [{ Foo: 1 }, objectOf({ A: { shape: string } }), '#: extraneous key [Foo] is not permitted'],
    [{}, objectOf({ A: { shape: string, required: true } }), '#: required key [A] not found'],
  ])('refuses %j where it wants %j', (value, shape, problem) => {
    expect(conformed(value, shape).problems).toEqual([problem]);
  });
});
