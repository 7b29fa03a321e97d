import { describe, expect, it } from 'vitest';
import { isEngineGone } from './is-engine-gone.ts';

const failure = (fields: object): Error => Object.assign(new Error('it failed'), fields);

describe('an engine', () => {
  it.each([
    ['has hung up', failure({ code: 'ECONNRESET' }), true],
    ['is not started', failure({ code: 'ECONNREFUSED' }), true],
    ['has left no socket', failure({ code: 'ENOENT' }), true],
    ['says that there is no such container', failure({ statusCode: 404 }), false],
    ['fails', failure({ statusCode: 500, code: 'ECONNRESET' }), false],
    ['is asked by somebody who makes a mistake', new TypeError('no'), false],
  ])('that %s is gone: %s', (_, error, gone) => {
    expect(isEngineGone(error)).toBe(gone);
  });
});
