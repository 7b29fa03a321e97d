import { describe, expect, it } from 'vitest';
import { compareAnswers, type ComparedAnswer } from './compare-answers.ts';

const scope = { headers: ['content-type'], ids: ['/id'], masks: ['/items/*/at'] };

function answer(body: unknown, more: Partial<ComparedAnswer> = {}): ComparedAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status: 200, headers: { 'content-type': 'application/json', date: 'today' }, body: text, ...more };
}

const live = answer({ id: 'a', amount: 1, items: [{ name: 'x', at: 1 }] });

describe('two answers', () => {
  it.each([
    ['the same', live],
    ['that differ under a mask', answer({ id: 'b', amount: 1, items: [{ name: 'x', at: 2 }] })],
    ['whose keys are in another order', answer({ items: [{ at: 1, name: 'x' }], amount: 1, id: 'a' })],
    ['that differ in a header that is not in scope', { ...live, headers: { ...live.headers, date: 'tomorrow' } }],
  ])('%s are the same', (_, candidate) => {
    expect(compareAnswers(live, candidate, scope)).toEqual([]);
  });

  it.each([
    ['status', { ...live, status: 201 }, { what: 'status', live: '200', candidate: '201' }],
    ['a header', { ...live, headers: {} }, { what: 'header content-type', live: '"application/json"', candidate: 'absent' }],
    ['a value', answer({ id: 'a', amount: 2, items: [{ name: 'x', at: 1 }] }), { what: 'body /amount', live: '1', candidate: '2' }],
    ['a type', answer({ id: 'a', amount: '1', items: [{ name: 'x', at: 1 }] }), { what: 'body /amount', live: '1', candidate: '"1"' }],
    [
      'null for nothing',
      answer({ id: 'a', amount: null, items: [{ name: 'x', at: 1 }] }),
      { what: 'body /amount', live: '1', candidate: 'null' },
    ],
    ['a member that is gone', answer({ id: 'a', items: [{ name: 'x', at: 1 }] }), { what: 'body /amount', live: '1', candidate: 'absent' }],
    ['a member that is new', answer({ ...JSON.parse(live.body), 'a/b': true }), { what: 'body /a~1b', live: 'absent', candidate: 'true' }],
    [
      'a masked member that is gone',
      answer({ amount: 1, items: [{ name: 'x', at: 1 }] }),
      { what: 'body /id', live: '"a"', candidate: 'absent' },
    ],
    ['a list’s length', answer({ id: 'a', amount: 1, items: [] }), { what: 'body /items', live: '1 entries', candidate: '0 entries' }],
    [
      'an entry',
      answer({ id: 'a', amount: 1, items: [{ name: 'y', at: 1 }] }),
      { what: 'body /items/0/name', live: '"x"', candidate: '"y"' },
    ],
    ['a body that is no JSON', answer('no'), { what: 'body', live: JSON.stringify(live.body), candidate: '"no"' }],
  ] as const)('differ in %s', (_, candidate, difference) => {
    expect(compareAnswers(live, candidate, scope)).toEqual([difference]);
  });

  it('that are no JSON are compared as text', () => {
    expect(compareAnswers(answer('<p>1</p>'), answer('<p>1</p>'), scope)).toEqual([]);
    expect(compareAnswers(answer('<p>1</p>'), answer('<p>2</p>'), scope)).toMatchObject([{ what: 'body' }]);
  });

  it('show no more of a long value than one can read', () => {
    const [difference] = compareAnswers(answer({ note: 'a'.repeat(500) }), answer({ note: 'b' }), scope);
    expect(difference?.live).toHaveLength(81);
  });
});
