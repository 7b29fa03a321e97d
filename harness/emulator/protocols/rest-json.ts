import type { BodyReader } from './rest-request.ts';
import { readRestRequest } from './rest-request.ts';
import { writeBoundMembers, writeRestResponse } from './rest-response.ts';
import type { BodyWriter } from './rest-response.ts';
import { errorShape, jsonErrorMembers } from './json-error.ts';
import { jsonDocuments } from './json-documents.ts';
import type { Protocol } from './protocol.ts';

const documents = jsonDocuments(true);

/** Lambda's protocol. */
export const restJson: Protocol = {
  parse: (_service, operation, request) => readRestRequest(operation, request, reader),
  encode: (_service, operation, output, requestId) => writeRestResponse(operation, output, writer, { 'x-amzn-requestid': requestId }),
  encodeError(service, error, requestId) {
    const structure = service.errors.get(error.code)?.structure;
    return {
      status: error.httpStatus,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': errorShape(service, error),
        ...(structure === undefined ? {} : writeBoundMembers(structure, error.members).headers),
      },
      body: Buffer.from(JSON.stringify(jsonErrorMembers(service, error, documents))),
    };
  },
};

const reader: BodyReader = {
  payload: ({ schema }, body) => {
    if (schema.isBlobSchema()) return body;
    return schema.isStringSchema() ? Buffer.from(body).toString() : documents.read(schema, body);
  },
  document: ({ schema }, body) => (schema === undefined ? {} : documents.read(schema, body)),
};

const writer: BodyWriter = {
  contentType: 'application/json',
  payload: ({ schema }, value) => {
    if (value instanceof Uint8Array) return value;
    return typeof value === 'string' ? Buffer.from(value) : documents.write(schema, value);
  },
  document: (structure, output) => {
    if (structure.schema === undefined) return undefined;
    const inBody = structure.members.filter(({ location }) => location === 'body');
    if (inBody.length === structure.members.length) return documents.write(structure.schema, output);
    return documents.write(structure.schema, Object.fromEntries(inBody.map(({ name }) => [name, output[name]])));
  },
};
