import { describe, expect, it } from 'vitest';
import { readOutputs } from './read-outputs.ts';

describe('the outputs of a program', () => {
  it.each([
    ['Terraform’s', '{"fn":{"sensitive":false,"type":"string","value":"hello"},"n":{"value":3}}', { fn: 'hello' }],
    ['Pulumi’s and SST’s', '{"fn":"hello","n":3}', { fn: 'hello' }],
    ['those after a line of the tool’s own', 'Selecting stack\n{"fn":"hello"}', { fn: 'hello' }],
    ['no secret', '{"password":{"sensitive":true,"value":"x"},"fn":{"value":"hello"}}', { fn: 'hello' }],
    ['none at all', '{}', {}],
  ])('are %s', (_, text, outputs) => {
    expect(readOutputs(text)).toEqual(outputs);
  });

  it.each([['nothing'], ['{ "half": '], ['']])('are not in %j', (text) => {
    expect(readOutputs(text)).toBeNull();
  });
});
