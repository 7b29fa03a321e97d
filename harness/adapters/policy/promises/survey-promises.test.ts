import { describe, expect, it } from 'vitest';
import { filesOf } from '../testing.ts';
import { surveyPromises } from './survey-promises.ts';

const openapi = (payment: string, more = '', version = '3.0.3'): string => `openapi: ${version}
info: { title: Payments, version: '1' }
paths:
  /payments:
    post:
      parameters:
        - { name: key, in: header, schema: { type: string } }${more}
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/New' } } }
      responses:
        '201': { description: Done, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
        '404': { $ref: '#/components/responses/Problem' }
components:
  responses:
    Problem: { description: Bad, content: { application/problem+json: { schema: { type: object, properties: { title: { type: string } } } } } }
  schemas:
${payment}
`;

const newPayment = `    New: { type: object, required: [amount], properties: { amount: { type: integer }, note: { type: string, maxLength: 140 } } }`;
const payment = `    Payment: { type: object, required: [id, status], additionalProperties: false, properties: { id: { type: string }, status: { type: string, enum: [a, b] } } }`;
const base = `${newPayment}\n${payment}`;

async function changes(after: string, before = openapi(base)): Promise<readonly string[]> {
  const [document] = await surveyPromises(
    { openapi: 'openapi.yaml', events: null },
    filesOf({ 'openapi.yaml': after }),
    filesOf({ 'openapi.yaml': before }),
  );
  if (document?.unread !== null) return [`unread: ${document?.unread ?? ''}`];
  return document.changes.map(({ effect, what, place }) => `${effect}: ${what} (${place})`);
}

describe('an OpenAPI document', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['that stays', openapi(base), []],
    ['whose title changes', openapi(base).replace('Payments', 'Payouts'), []],
    [
      'whose answer has one property more',
      openapi(base.replace('status: { type', 'payer: { type: string }, status: { type')),
      ['feature: POST /payments, response 201: property "payer" is new (openapi.yaml:18)'],
    ],
    [
      'whose request may have one property more',
      openapi(base.replace('note: {', 'payer: { type: string }, note: {')),
      ['feature: POST /payments, request body: property "payer" is new (openapi.yaml:17)'],
    ],
    [
      'whose answer loses a property',
      openapi(base.replace('required: [id, status]', 'required: [id]').replace(/, status: .*/, ' } }')),
      ['breaking: POST /payments, response 201: property "status" is gone (openapi.yaml:18)'],
    ],
    [
      'whose answer is no longer sure to have a property',
      openapi(base.replace('required: [id, status]', 'required: [id]')),
      ['breaking: POST /payments, response 201: property "status" is optional where it was required (openapi.yaml:18)'],
    ],
    [
      'whose answer may be null',
      openapi(base.replace('id: { type: string }', 'id: { type: string, nullable: true }')),
      ['breaking: POST /payments, response 201: property "id" is string or null where it was string (openapi.yaml:18)'],
    ],
    [
      'whose answer has a value less',
      openapi(base.replace('[a, b]', '[a]')),
      ['breaking: POST /payments, response 201: property "status" loses the value "b" (openapi.yaml:18)'],
    ],
    [
      'that wants one property more',
      openapi(base.replace('required: [amount]', 'required: [amount, note]')),
      ['breaking: POST /payments, request body: property "note" is required where it was optional (openapi.yaml:17)'],
    ],
    [
      'that takes less than before',
      openapi(base.replace('maxLength: 140', 'maxLength: 35')),
      ['breaking: POST /payments, request body: less is taken than before (openapi.yaml:9)'],
    ],
    [
      'with a new parameter that is required',
      openapi(base, '\n        - { name: tenant, in: query, required: true, schema: { type: string } }'),
      ['breaking: POST /payments, parameter "tenant" (query): is new and required (openapi.yaml:5)'],
    ],
    [
      'without a method',
      openapi(base).replace('    post:', '    put:'),
      expect.arrayContaining(['breaking: POST /payments: the method is gone (openapi.yaml:5)']) as readonly string[],
    ],
    [
      'without a path',
      openapi(base).replace('/payments:', '/payouts:'),
      expect.arrayContaining([expect.stringContaining('the path is gone')]) as readonly string[],
    ],
    [
      'without a status',
      openapi(base).replace("        '404': { $ref: '#/components/responses/Problem' }\n", ''),
      ['breaking: POST /payments, response 404: the status is gone (openapi.yaml:12)'],
    ],
    [
      'whose problems lose a property',
      openapi(base).replace('properties: { title: { type: string } }', 'properties: {}'),
      ['breaking: POST /payments, response 404: property "title" is gone (openapi.yaml:15)'],
    ],
  ])('%s', async (_, after, expected) => {
    expect(await changes(after)).toEqual(expected);
  });

  it('of 3.1 is compared, with types that are lists', async () => {
    const former = openapi(base.replace('note: { type: string', "note: { type: [string, 'null']"), '', '3.1.0');
    expect(await changes(former, former)).toEqual([]);
    expect(await changes(openapi(base, '', '3.1.0'), former)).toEqual([
      'breaking: POST /payments, request body: property "note" is string where it was string or null (openapi.yaml:17)',
    ]);
    expect(await changes(former.replace('maxLength: 140', 'maxLength: 35'), former)).toHaveLength(1);
  });

  it.each([
    ['is Swagger 2', "swagger: '2.0'\npaths: {}\n", 'its openapi is "", and 3.0 and 3.1 are what can be compared'],
    ['is not YAML', 'a: [', 'line 1'],
    [
      'leaves the commit',
      openapi(base).replace("'#/components/schemas/New'", "'https://example.org/new.json'"),
      'bundle it into one document',
    ],
    ['is no valid OpenAPI', openapi(base).replace("'201': { description: Done,", "'201': {"), 'Validation errors'],
    [
      'changes where nothing can judge it',
      openapi(base.replace('note: { type: string', 'note: { type: string, pattern: "^a"')),
      '"pattern" of property "note" differs',
    ],
  ])('that %s is unread, and the reason is given', async (_, after, why) => {
    const said = await changes(after);
    expect(said).toEqual([expect.stringContaining(why) as string]);
    expect(said[0]).toMatch(/^unread: /);
  });

  it.each([
    [
      'was moved',
      'api/openapi.yaml',
      { 'api/openapi.yaml': openapi(base.replace('[a, b]', '[a]')) },
      'property "status" loses the value "b"',
    ],
    ['is no longer named', null, { 'openapi.yaml': openapi(base) }, 'the API is no longer described'],
  ])('that %s is compared with what the release before named', async (_, path, files, what) => {
    const former = filesOf({ 'openapi.yaml': openapi(base), 'rehearsal.yaml': 'api: { openapi: openapi.yaml }' });
    const [document] = await surveyPromises({ openapi: path, events: null }, filesOf(files), former);
    expect(document?.changes).toMatchObject([{ effect: 'breaking', what: expect.stringContaining(what) as string }]);
  });

  it('of which there was none is compared with nothing', async () => {
    const [document] = await surveyPromises(
      { openapi: 'openapi.yaml', events: null },
      filesOf({ 'openapi.yaml': openapi(base) }),
      filesOf({}),
    );
    expect(document).toMatchObject({ before: false, changes: [], unread: null });
  });
});

describe("an event's schema", () => {
  const schema = (properties: object, required: readonly string[] = []): string =>
    JSON.stringify({ type: 'object', required, properties }, null, 1);
  const was = schema({ id: { type: 'string' }, amount: { type: 'integer' }, state: { enum: ['made', 'settled'] } }, ['id', 'amount']);

  it.each<readonly [string, string | null, readonly string[]]>([
    ['stays', was, []],
    ['is gone', null, ['breaking: event payment.created: its schema is gone']],
    [
      'loses a property',
      was.replace('"amount": {', '"sum": {'),
      ['breaking: event payment.created: property "amount" is gone', 'feature: event payment.created: property "sum" is new'],
    ],
    [
      'makes one optional',
      was.replace(/,\s*"amount"\s*\]/, ']'),
      ['breaking: event payment.created: property "amount" is optional where it was required'],
    ],
    ['makes one required', was.replace('"amount"\n ]', '"amount", "state"\n ]'), []],
    [
      'has one more that is required',
      was.replace('"id": {', '"at": { "type": "string" },\n"id": {').replace('"amount"\n ]', '"amount", "at"\n ]'),
      ['feature: event payment.created: property "at" is new'],
    ],
    [
      'has another type',
      was.replace('integer', 'string'),
      ['breaking: event payment.created: property "amount" is string where it was integer'],
    ],
    [
      'has a wider type',
      was.replace('integer', 'number'),
      ['breaking: event payment.created: property "amount" is number where it was integer'],
    ],
    ['loses a value', was.replace(',\n    "settled"', ''), ['breaking: event payment.created: property "state" loses the value "settled"']],
    ['gains a value', was.replace('"made"', '"made", "held"'), ['feature: event payment.created: property "state" gains the value "held"']],
  ])('that %s', async (_, after, expected) => {
    const [document] = await surveyPromises(
      { openapi: null, events: 'events' },
      filesOf(after === null ? {} : { 'events/payment.created.json': after }),
      filesOf({ 'events/payment.created.json': was }),
    );
    expect(document?.unread).toBeNull();
    expect(document?.changes.map(({ effect, what }) => `${effect}: ${what}`)).toEqual(expected);
  });

  it('that refers to itself is compared once', async () => {
    const tree = JSON.stringify({
      type: 'object',
      properties: { child: { $ref: '#' }, name: { $ref: '#/$defs/name' } },
      $defs: { name: { type: 'string' } },
    });
    const survey = await surveyPromises(
      { openapi: null, events: 'events/' },
      filesOf({ 'events/a.json': tree.replace('"string"', '"number"') }),
      filesOf({ 'events/a.json': tree }),
    );
    expect(survey[0]?.changes.map(({ what }) => what)).toEqual(['event a: property "name" is number where it was string']);
  });
});
