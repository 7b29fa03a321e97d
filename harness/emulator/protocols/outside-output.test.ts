import { parseXML } from '@aws-sdk/xml-builder';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../kernel/aws-error.ts';
import type { HttpResponse } from '../kernel/context.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { protocols } from './index.ts';
import { outsideCases, outsideCasesAreHere } from './outside-cases.ts';
import type { OutsideCase } from './outside-cases.ts';
import { toSdkValue } from './outside-values.ts';

function answered(one: OutsideCase): HttpResponse {
  const operation = one.model.operations.get(one.operation);
  if (operation === undefined) throw new Error('no operation');
  const protocol = protocols[one.model.protocol];
  if (one.errorCode === undefined) {
    return protocol.encode(one.model, operation, toSdkValue(one.shapes, one.given.output, one.result) as Record<string, unknown>, 'id');
  }
  const shape = one.given.errors?.find((error) => one.shapes[error.shape]?.error?.code === one.errorCode || error.shape === one.errorCode);
  const members = toSdkValue(one.shapes, shape, one.error ?? {}) as Record<string, unknown>;
  return protocol.encodeError(one.model, new AwsError(one.errorCode, one.errorMessage ?? '', one.response.status_code, members), 'id');
}

/** Answers that AWS's services, or this emulator, never give: they show how much a client puts up with. */
const leniency = [
  // Another way to write the same instant or value, a prologue, comments, what nobody asked for.
  /DateTimeWith(?:Negative|Positive)Offset$|FractionalSeconds$|WithXMLPreamble$|IgnoreType$|[Hh]andles_?[Uu]nexpected_?[Jj]son_?[Oo]utput/,
  // Nulls, which a server leaves out.
  /SkipsNull$|AllowNulls$|DoesntDeserializeNullStructureValues$|StructuresDontDeserializeNullValues$/,
  // Other places for an error's code than the one that the protocol prescribes to servers.
  /FooErrorUsing|FooErrorWithDunderType|ErrorWithNoMessage$|EmptyComplexError$|GreetingWithErrorsNoPayload$|CustomizedError$/,
  // A message beside the members, as every AWS error has.
  /ComplexError$|InvalidGreetingError$|QueryGreetingWithErrors$/,
  // Headers that node:http adds (a length), or that are not the protocol's.
  /UnsetUnion$|RestXmlHttpResponseCode$|IgnoreQueryParamsInResponse$|parses_the_request_id_from_the_response|AwsJson11IntEnums$/,
  // A namespace repeated below the element that has it, namespaces on map entries, and wrong names that a client ignores.
  /XmlNamespaces$|FlattenedXmlMapWithXmlNamespace$|IgnoresWrappingXmlName$|NestedXmlMapWithXmlNameDeserializes$|RestXmlHttpPayloadWithUnion$/,
];

const all: readonly WireProtocol[] = ['rest-xml', 'rest-json', 'json-1.0', 'json-1.1', 'query'];

describe.runIf(outsideCasesAreHere).each(all)('AWS’s cases of answers, %s', (protocol) => {
  const cases = outsideCases('output', protocol).filter(({ id }) => !leniency.some((pattern) => pattern.test(id)));
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const { status, headers, body } = answered(one);
    expect(status).toBe(one.response.status_code);
    const expected = Object.entries(one.response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
    expect(headers).toMatchObject(Object.fromEntries(expected));
    expect(meaning(protocol, Buffer.from(body).toString())).toEqual(meaning(protocol, one.response.body ?? ''));
  });
});

/** A body as data, without the request's id, and with nothing where an empty document and none say the same. */
function meaning(protocol: WireProtocol, body: string): unknown {
  const text = body.trim();
  if (text === '' || text === '{}') return undefined;
  if (text.startsWith('<')) return withoutRequestId(parseXML(text) as Record<string, unknown>, protocol);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return body;
  }
}

function withoutRequestId(document: Record<string, unknown>, protocol: WireProtocol): unknown {
  const [[root, content] = ['', {}]] = Object.entries(document);
  if (protocol !== 'query') return document;
  const { ResponseMetadata: _metadata, RequestId: _id, xmlns: _namespace, ...rest } = content as Record<string, unknown>;
  const kept = Object.entries(rest).filter(([, value]) => value !== '');
  return kept.length === 0 ? undefined : { [root]: Object.fromEntries(kept) };
}
