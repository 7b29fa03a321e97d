import { describe, expect, it } from 'vitest';
import type { OperationContext } from '../../kernel/context.ts';
import type { Secret } from './state.ts';
import { moveStage, readValue, requireToken, stagesByVersion, withVersion } from './versions.ts';

const at = '2026-01-01T00:00:00.000Z';
const empty: Secret = { name: 's', arn: 'arn', createdAt: at, lastChangedAt: at, tags: [], versions: [] };
const context = { now: () => new Date(at) } as unknown as OperationContext;
const add = (secret: Secret, token: string, text: string, ...stages: string[]): Secret =>
  withVersion(secret, { token, value: { kind: 'string', text }, stages: stages.length === 0 ? ['AWSCURRENT'] : stages }, context);

describe('versions of a secret', () => {
  it('hand AWSCURRENT on, and leave AWSPREVIOUS behind', () => {
    const three = ['1', '2', '3'].reduce((secret, token) => add(secret, token, token), empty);
    expect(stagesByVersion(three)).toEqual({ '2': ['AWSPREVIOUS'], '3': ['AWSCURRENT'] });
    expect(three.versions).toHaveLength(3);
  });

  it('get AWSCURRENT with the first value, whatever its labels', () => {
    expect(stagesByVersion(add(empty, '1', 'x', 'MINE'))).toEqual({ '1': ['MINE', 'AWSCURRENT'] });
  });

  it('may wait with a label of their own', () => {
    const waiting = add(add(empty, '1', 'x'), '2', 'y', 'AWSPENDING');
    expect(stagesByVersion(waiting)).toEqual({ '1': ['AWSCURRENT'], '2': ['AWSPENDING'] });
    expect(stagesByVersion(moveStage(waiting, 'AWSCURRENT', '2'))).toEqual({ '1': ['AWSPREVIOUS'], '2': ['AWSPENDING', 'AWSCURRENT'] });
  });

  it('are made once for a token and its value', () => {
    const one = add(empty, '1', 'x');
    expect(add(one, '1', 'x')).toBe(one);
    expect(() => add(one, '1', 'y')).toThrow(/already in use/);
  });

  it('are a hundred at most, and never lose one that has a label', () => {
    const tokens = Array.from({ length: 120 }, (_, index) => String(index));
    const full = tokens.reduce((secret, token) => add(secret, token, token), add(empty, 'kept', 'x', 'KEEP'));
    expect(full.versions).toHaveLength(100);
    expect(stagesByVersion(full)).toEqual({ kept: ['KEEP'], '118': ['AWSPREVIOUS'], '119': ['AWSCURRENT'] });
  });
});

describe('a value', () => {
  it('is a text or bytes, not both', () => {
    expect(readValue({ SecretString: 'x' })).toEqual({ kind: 'string', text: 'x' });
    expect(readValue({ SecretBinary: Uint8Array.of(255) })).toEqual({ kind: 'binary', base64: '/w==' });
    expect(readValue({})).toBeUndefined();
    expect(() => readValue({ SecretString: 'x', SecretBinary: Uint8Array.of(1) })).toThrow(/both a binary secret value and a string/);
  });

  it('wants a token of 32 to 64 characters', () => {
    expect(() => requireToken(undefined)).toThrow(/must provide a ClientRequestToken/);
    expect(() => requireToken('short')).toThrow(/32-64 characters/);
    expect(requireToken('x'.repeat(32))).toHaveLength(32);
  });
});
