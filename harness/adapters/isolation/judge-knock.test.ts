import { describe, expect, it } from 'vitest';
import { judgeKnock } from './judge-knock.ts';

describe('a knock at what is another environment’s', () => {
  it.each([
    ['connected', 'connected', 'connected', 'allowed: connect'],
    ['connected', 'ECONNREFUSED', 'ECONNREFUSED', 'allowed: connect'],
    ['ECONNREFUSED', 'connected', 'connected', 'denied: connect: ECONNREFUSED'],
    ['ETIMEDOUT', 'connected', 'connected', 'denied: connect: ETIMEDOUT'],
    ['EHOSTUNREACH', 'connected', 'connected', 'denied: connect: EHOSTUNREACH'],
    ['ENOTFOUND', 'connected', 'connected', 'unclear: connect: ENOTFOUND'],
    ['ETIMEDOUT', 'ETIMEDOUT', 'connected', 'unclear: connect: ETIMEDOUT, and what is its own: ETIMEDOUT'],
    ['ETIMEDOUT', 'connected', 'ECONNREFUSED', 'unclear: connect: ETIMEDOUT, and from outside: ECONNREFUSED'],
  ])('that says %s, with its own %s and known as %s, is %s', (inside, own, known, said) => {
    const { result, how } = judgeKnock({ inside, own, known });
    expect(`${result}: ${how}`).toBe(said);
  });
});
