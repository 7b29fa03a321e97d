import type { StaticStructureSchema } from '@smithy/types';
import type { ServiceModel } from '../schema/service-model.ts';
import type { AwsError } from '../kernel/aws-error.ts';
import type { HttpResponse } from '../kernel/context.ts';
import type { Protocol } from './protocol.ts';
import { readRestRequest } from './rest-request.ts';
import type { BodyReader } from './rest-request.ts';
import { writeRestResponse } from './rest-response.ts';
import type { BodyWriter } from './rest-response.ts';
import { readXml, writePlainXml, writeXml } from './xml-documents.ts';

/** S3's protocol. */
export const restXml: Protocol = {
  parse: (service, operation, request) => readRestRequest(operation, request, bodyReader(service)),
  encode: (service, operation, output, requestId) => writeRestResponse(operation, output, bodyWriter(service), headersOf(requestId)),
  encodeError,
};

function headersOf(requestId: string): Readonly<Record<string, string>> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId };
}

/** S3's extended request id, which names the machine that answered. */
const hostId = 'ZHJlc3MtcmVoZWFyc2FsIGVtYnVkZGVkIGVtdWxhdG9y';

function bodyReader(service: ServiceModel): BodyReader {
  return {
    payload: ({ schema }, body) => {
      if (schema.isBlobSchema()) return body;
      return schema.isStringSchema() ? Buffer.from(body).toString() : readXml(service, schema, body);
    },
    document: ({ schema }, body) => (schema === undefined ? {} : (readXml(service, schema, body) as Record<string, unknown>)),
  };
}

function bodyWriter(service: ServiceModel): BodyWriter {
  return {
    contentType: 'application/xml',
    payload: ({ schema }, value) => {
      if (value instanceof Uint8Array) return value;
      return typeof value === 'string' ? Buffer.from(value) : writeXml(service, schema, value);
    },
    document: (structure, output) => {
      const inBody = structure.members.filter(({ location }) => location === 'body').map(({ name }) => name);
      if (structure.schema === undefined || inBody.length === 0) return undefined;
      return writeXml(service, bodySchema(structure.schema.getSchema(), inBody), output);
    },
  };
}

const bodySchemas = new Map<unknown, StaticStructureSchema>();

/** The structure without the members that travel in headers, which would otherwise be written twice. */
function bodySchema(raw: unknown, inBody: readonly string[]): StaticStructureSchema {
  const structure = raw as StaticStructureSchema;
  let schema = bodySchemas.get(raw);
  if (schema === undefined) {
    const [id, namespace, name, traits, names, schemas] = structure;
    const kept = names.flatMap((member, index) => (inBody.includes(member) ? [schemas[index] ?? 0] : []));
    schema = [id, namespace, name, traits, names.filter((member) => inBody.includes(member)), kept];
    bodySchemas.set(raw, schema);
  }
  return schema;
}

/** S3's errors are no shapes of their own on the wire: Code, Message, whatever else is known, RequestId and HostId. */
function encodeError(_service: ServiceModel, error: AwsError, requestId: string): HttpResponse {
  const headers = headersOf(requestId);
  if (error.httpStatus < 400) return { status: error.httpStatus, headers, body: new Uint8Array() };
  const members = Object.entries(error.members).filter(([, value]) => value !== undefined && value !== null);
  const texts = { Code: error.code, Message: error.message, ...Object.fromEntries(members.map(([name, value]) => [name, String(value)])) };
  const document = { ...texts, RequestId: requestId, HostId: hostId };
  const names = Object.keys(document);
  const schema: StaticStructureSchema = [3, '', 'Error', 0, names, names.map(() => 0)];
  return { status: error.httpStatus, headers: { ...headers, 'content-type': 'application/xml' }, body: writePlainXml(schema, document) };
}
