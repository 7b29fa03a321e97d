import { describe, expect, it } from 'vitest';
import type { EventRecord, TargetRow } from './state.ts';
import { targetInput } from './target-input.ts';

const event: EventRecord = {
  version: '0',
  id: '1',
  'detail-type': 'order placed',
  source: 'shop',
  account: '111122223333',
  time: '2026-01-01T00:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: { who: 'Ada "A" L', total: 42, items: [{ id: 'x' }], nested: { a: 1 } },
};

const rule = { name: 'r', arn: 'arn:aws:events:eu-central-1:111122223333:rule/r' };

const made = (target: Partial<TargetRow>): string => targetInput({ id: 't', arn: 'a', ...target }, event, rule, '2026-01-01T00:00:01Z');

const transformed = (template: string, paths: Record<string, string> = {}): string => made({ transformer: { paths, template } });

describe('what a target gets', () => {
  it('is the event, a constant, or a part', () => {
    expect(JSON.parse(made({}))).toEqual(event);
    expect(made({ input: '{"a":1}' })).toBe('{"a":1}');
    expect(made({ inputPath: '$.detail.items[0].id' })).toBe('"x"');
    expect(made({ inputPath: '$.detail.nothing' })).toBe('{}');
  });

  it.each<[string, Record<string, string>, string]>([
    ['{"total": <total>}', { total: '$.detail.total' }, '{"total": 42}'],
    ['{"who": <who>}', { who: '$.detail.who' }, '{"who": "Ada \\"A\\" L"}'],
    ['"<who> pays <total>"', { who: '$.detail.who', total: '$.detail.total' }, '"Ada \\"A\\" L pays 42"'],
    ['{"all": <nested>}', { nested: '$.detail.nested' }, '{"all": {"a":1}}'],
    ['{"gone": "<gone>"}', { gone: '$.detail.gone' }, '{"gone": ""}'],
    ['{"type": <type>}', { type: "$['detail-type']" }, '{"type": "order placed"}'],
    ['{"rule": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>}', {}, '{"rule": "r", "at": "2026-01-01T00:00:01Z"}'],
    ['{"kept": "a \\"quoted\\" <who>"}', { who: '$.source' }, '{"kept": "a \\"quoted\\" shop"}'],
  ])('of the template %s', (template, paths, expected) => {
    expect(transformed(template, paths)).toBe(expected);
  });

  it('may be the whole event within a template', () => {
    expect(JSON.parse(transformed('{"event": <aws.events.event.json>}'))).toEqual({ event });
  });
});
