import { describe, expect, it } from 'vitest';
import type { WireProtocol } from '../schema/service-model.ts';
import { protocols } from './index.ts';
import { outsideCases, outsideCasesAreHere } from './outside-cases.ts';
import type { OutsideCase } from './outside-cases.ts';
import { comparable, toSdkValue } from './outside-values.ts';

/** Cases of what only a client can tell apart: the request on the wire is one that also means something else. */
const aboutClients = [
  // An absent value and an empty one are sent alike.
  /HttpPayloadTraitsWithNoBlobBody$|HttpWithEmptyBlobPayload$|HttpWithEmptyStructurePayload$|HttpWithHeadersButNoPayload$/,
  /HttpPrefixHeadersAreNotPresent$|NullAndEmptyHeaders$|OmitsEmptyListQueryValues$|EmptyQueryMaps$/,
  // The client makes up a token.
  /IdempotencyTokenAutoFill$/,
  // The client compresses; none of the emulator's services takes that.
  /^SDKApp/,
  // The client lets a named parameter win over one of the map.
  /QueryPrecedence$|QueryParamsStringListMap$/,
];

function received(one: OutsideCase): Record<string, unknown> {
  const operation = one.model.operations.get(one.operation);
  if (operation === undefined) throw new Error('no operation');
  const [path = '', query = ''] = one.serialized.uri.split('?');
  const pattern = (operation.http?.path ?? '').split('/');
  const labels: Record<string, string> = {};
  pattern.forEach((part, index) => {
    const label = /^\{(\w+)(\+?)\}$/.exec(part);
    const rest = path.split('/').slice(index);
    if (label !== null) labels[label[1] ?? ''] = decodeURIComponent(label[2] === '+' ? rest.join('/') : (rest[0] ?? ''));
  });
  const headers = Object.fromEntries(Object.entries(one.serialized.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return protocols[one.model.protocol].parse(one.model, operation, {
    method: one.serialized.method,
    url: one.serialized.uri,
    headers,
    body: Buffer.from(one.serialized.body ?? ''),
    sourceIp: '127.0.0.1',
    labels,
    query: Array.from(new URLSearchParams(query)),
  });
}

/** A server's map of all query parameters holds the named ones too; a client that filled in those alone has no map. */
function withoutRestOfQuery(one: OutsideCase, input: Record<string, unknown>, expected: Record<string, unknown>): Record<string, unknown> {
  const members = one.model.operations.get(one.operation)?.input.members ?? [];
  const maps = new Set(members.filter(({ location }) => location === 'query-params').map(({ name }) => name));
  return Object.fromEntries(Object.entries(input).filter(([name]) => !maps.has(name) || expected[name] !== undefined));
}

const all: readonly WireProtocol[] = ['rest-xml', 'rest-json', 'json-1.0', 'json-1.1', 'query'];

describe.runIf(outsideCasesAreHere).each(all)('AWS’s cases of requests, %s', (protocol) => {
  const cases = outsideCases('input', protocol).filter(({ id }) => !aboutClients.some((pattern) => pattern.test(id)));
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const expected = toSdkValue(one.shapes, one.given.input, one.params) as Record<string, unknown>;
    expect(comparable(withoutRestOfQuery(one, received(one), expected))).toEqual(comparable(expected));
  });
});
