/** Interactions of a pact and what a provider answered, without a word on whether that is kept: Pact's own verifier says so. */
export interface PactCase {
  readonly name: string;
  /** Of a version 3 pact, but for description and request. */
  readonly interaction: Readonly<Record<string, unknown>>;
  readonly answered: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

type Row = readonly [string, Readonly<Record<string, unknown>>, unknown, { readonly headers: Readonly<Record<string, string>> }?];

const by = (match: string, more: object = {}): object => ({ matchers: [{ match, ...more }] });
const v3 = (example: unknown, rules: object = {}): Readonly<Record<string, unknown>> => ({
  response: { status: 200, body: example, matchingRules: { body: rules } },
});

const rows: readonly Row[] = [
  ['same', v3({ id: 1 }), { id: 1 }],
  ['extra', v3({ id: 1 }), { id: 1, x: 2 }],
  ['missing', v3({ id: 1, a: 2 }), { id: 1 }],
  ['value', v3({ id: 1 }), { id: 2 }],
  ['int vs decimal eq', v3({ id: 1 }), { id: 1.0 }],
  ['type ok', v3({ id: 1 }, { '$.id': by('type') }), { id: 2 }],
  ['type bad', v3({ id: 1 }, { '$.id': by('type') }), { id: '2' }],
  ['type num dec', v3({ id: 1 }, { '$.id': by('type') }), { id: 2.5 }],
  ['type null', v3({ id: 1 }, { '$.id': by('type') }), { id: null }],
  ['type bool', v3({ id: true }, { '$.id': by('type') }), { id: false }],
  ['cascade', v3({ a: { b: 'x' } }, { $: by('type') }), { a: { b: 'y' } }],
  ['cascade bad', v3({ a: { b: 'x' } }, { $: by('type') }), { a: { b: 1 } }],
  ['cascade missing', v3({ a: { b: 'x' } }, { $: by('type') }), { a: {} }],
  ['cascade extra', v3({ a: { b: 'x' } }, { $: by('type') }), { a: { b: 'q', c: 1 } }],
  ['regex', v3({ id: 'a1' }, { '$.id': by('regex', { regex: '[a-z]\\d+' }) }), { id: 'b22' }],
  ['regex bad', v3({ id: 'a1' }, { '$.id': by('regex', { regex: '[a-z]\\d+' }) }), { id: '!' }],
  ['regex partial', v3({ id: 'a1' }, { '$.id': by('regex', { regex: '[a-z]\\d+' }) }), { id: 'b22!' }],
  ['regex num', v3({ id: '1' }, { '$.id': by('regex', { regex: '\\d+' }) }), { id: 22 }],
  ['integer', v3({ n: 1 }, { '$.n': by('integer') }), { n: 7 }],
  ['integer bad', v3({ n: 1 }, { '$.n': by('integer') }), { n: 7.5 }],
  ['integer text', v3({ n: 1 }, { '$.n': by('integer') }), { n: '7' }],
  ['decimal', v3({ n: 1.5 }, { '$.n': by('decimal') }), { n: 7.25 }],
  ['decimal int', v3({ n: 1.5 }, { '$.n': by('decimal') }), { n: 7 }],
  ['decimal text', v3({ n: 1.5 }, { '$.n': by('decimal') }), { n: '7.2' }],
  ['number', v3({ n: 1.5 }, { '$.n': by('number') }), { n: 7 }],
  ['number bad', v3({ n: 1.5 }, { '$.n': by('number') }), { n: 'x' }],
  ['boolean', v3({ n: true }, { '$.n': by('boolean') }), { n: false }],
  ['boolean bad', v3({ n: true }, { '$.n': by('boolean') }), { n: 'x' }],
  ['boolean text', v3({ n: true }, { '$.n': by('boolean') }), { n: 'true' }],
  ['include', v3({ n: 'abc' }, { '$.n': by('include', { value: 'b' }) }), { n: 'xbx' }],
  ['include bad', v3({ n: 'abc' }, { '$.n': by('include', { value: 'b' }) }), { n: 'x' }],
  ['null m', v3({ n: null }, { '$.n': by('null') }), { n: null }],
  ['null m bad', v3({ n: null }, { '$.n': by('null') }), { n: 1 }],
  ['equality over type', v3({ a: { b: 1 } }, { '$.a': by('type'), '$.a.b': by('equality') }), { a: { b: 2 } }],
  ['equality ok', v3({ a: { b: 1, c: 1 } }, { '$.a': by('type'), '$.a.b': by('equality') }), { a: { b: 1, c: 2 } }],
  ['min', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ id: 2 }, { id: 3 }] }],
  ['min few', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 2 }) }), { all: [{ id: 2 }] }],
  ['min empty', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }), { all: [] }],
  ['min0 empty', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 0 }) }), { all: [] }],
  ['max', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { max: 1 }) }), { all: [{ id: 2 }, { id: 3 }] }],
  ['type list empty', v3({ all: [{ id: 1 }] }, { '$.all': by('type') }), { all: [] }],
  ['type list longer', v3({ all: [{ id: 1 }] }, { '$.all': by('type') }), { all: [{ id: 1 }, { id: 2 }] }],
  ['type list shorter', v3({ all: [{ id: 1 }, { id: 2 }] }, { '$.all': by('type') }), { all: [{ id: 7 }] }],
  ['each unlike', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ id: 2 }, {}] }],
  ['each wrong type', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ id: 2 }, { id: 'x' }] }],
  ['star rule', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }), '$.all[*].id': by('integer') }), { all: [{ id: 1.5 }] }],
  ['star rule ok', v3({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }), '$.all[*].id': by('integer') }), { all: [{ id: 5 }] }],
  ['inner list empty', v3({ all: [{ tags: ['a'] }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ tags: [] }] }],
  ['inner list longer', v3({ all: [{ tags: ['a'] }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ tags: ['b', 'c'] }] }],
  ['list longer', v3({ all: [1] }), { all: [1, 2] }],
  ['list shorter', v3({ all: [1, 2] }), { all: [1] }],
  ['list empty expected', v3({ all: [] }), { all: [1] }],
  ['list order', v3({ all: [1, 2] }), { all: [2, 1] }],
  ['null eq', v3({ x: null }), { x: null }],
  ['null vs value', v3({ x: null }), { x: 1 }],
  ['null vs missing', v3({ x: null }), {}],
  ['or', v3({ x: 1 }, { '$.x': { combine: 'OR', matchers: [{ match: 'integer' }, { match: 'null' }] } }), { x: null }],
  ['and', v3({ x: 'ab' }, { '$.x': { combine: 'AND', matchers: [{ match: 'type' }, { match: 'regex', regex: 'a.' }] } }), { x: 'zz' }],
  ['top list', v3([{ id: 1 }], { $: by('type', { min: 1 }) }), [{ id: 5 }, { id: 6 }]],
  ['top list bad', v3([{ id: 1 }], { $: by('type', { min: 1 }) }), {}],
  ['empty object expected', v3({}), { a: 1 }],
  ['empty obj in type', v3({ a: {} }, { '$.a': by('type') }), { a: { b: 1 } }],
  ['obj vs list', v3({ a: {} }), { a: [] }],
  ['header ok', { response: { status: 200, headers: { 'Content-Type': 'application/json' } } }, {}],
  ['header charset', { response: { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' } } }, {}],
  ['header other', { response: { status: 200, headers: { 'Content-Type': 'text/plain' } } }, {}],
  ['header missing', { response: { status: 200, headers: { 'X-A': '1' } } }, {}],
  ['status', { response: { status: 201 } }, {}],
  ['no body expected', { response: { status: 200 } }, { any: 1 }],
  [
    'header extra param',
    { response: { status: 200, headers: { 'Content-Type': 'application/json' } } },
    {},
    { headers: { 'content-type': 'application/json; charset=utf-8' } },
  ],
  [
    'header list space',
    { response: { status: 200, headers: { 'X-L': 'a, b' } } },
    {},
    { headers: { 'content-type': 'application/json', 'x-l': 'a,b' } },
  ],
  [
    'header case',
    { response: { status: 200, headers: { 'X-L': 'A' } } },
    {},
    { headers: { 'content-type': 'application/json', 'x-l': 'a' } },
  ],
  [
    'header regex',
    { response: { status: 200, headers: { 'X-L': 'a1' }, matchingRules: { header: { 'X-L': by('regex', { regex: '[a-z]\\d' }) } } } },
    {},
    { headers: { 'content-type': 'application/json', 'x-l': 'b2' } },
  ],
  [
    'header regex bad',
    { response: { status: 200, headers: { 'X-L': 'a1' }, matchingRules: { header: { 'X-L': by('regex', { regex: '[a-z]\\d' }) } } } },
    {},
    { headers: { 'content-type': 'application/json', 'x-l': 'b22' } },
  ],
  ['dotted name', v3({ 'a.b': 1 }, { "$['a.b']": by('type') }), { 'a.b': 2 }],
  ['name star', v3({ m: { k: { v: 1 } } }, { '$.m.*.v': by('type') }), { m: { k: { v: 2 } } }],
];

export const pactCases: readonly PactCase[] = rows.map(([name, interaction, answered, more]) => ({
  name,
  interaction,
  answered,
  headers: more?.headers ?? { 'content-type': 'application/json' },
}));
