import { describe, expect, it } from 'vitest';
import { Counterparts } from './counterparts.ts';

const ids = ['/id', '/items/*/id', '/at'];
const body = (id: string, at = '2026-01-01T00:00:00Z'): string => JSON.stringify({ id, at, amount: 12, items: [{ id: `${id}-1` }] });

describe('counterparts', () => {
  it('ask the candidate for what it calls the thing that users know', () => {
    const known = new Counterparts();
    known.learn(body('live-0001'), body('candidate-0001'), ids);
    expect(known.toCandidate('/payments/live-0001')).toBe('/payments/candidate-0001');
    expect(known.toCandidate('{"of":"live-0001-1"}')).toBe('{"of":"candidate-0001-1"}');
    expect(known.toLive('/payments/candidate-0001?a=b')).toBe('/payments/live-0001?a=b');
  });

  it('leave a part of another word, and what is no id', () => {
    const known = new Counterparts();
    known.learn(body('live-0001'), body('candidate-0001'), ids);
    known.learn('{"reference":"reference one"}', '{"reference":"reference two"}', ids);
    expect(known.toCandidate('live-00012 and reference one')).toBe('live-00012 and reference one');
  });

  it.each([
    ['is the same', '{"id":"the-same-id"}', '{"id":"the-same-id"}'],
    ['is a short word', '{"id":"open"}', '{"id":"closed"}'],
    ['is not there', '{"id":"live-0001"}', '{}'],
    ['is in no JSON', 'live-0001', 'candidate-0001'],
  ])('are none where it %s', (_, live, candidate) => {
    const known = new Counterparts();
    known.learn(live, candidate, ids);
    expect(known.toCandidate(live)).toBe(live);
  });
});
