import { errorShape, jsonErrorMembers } from './json-error.ts';
import { jsonDocuments } from './json-documents.ts';
import type { Protocol } from './protocol.ts';

const documents = jsonDocuments(false);

/** The protocol of SSM, Secrets Manager and CloudWatch Logs (1.1), of DynamoDB (1.0). */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const headersOf = (requestId: string): Readonly<Record<string, string>> => ({
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  });
  return {
    parse: (_service, { input: { schema } }, { body }) =>
      schema === undefined || body.byteLength === 0 ? {} : documents.read(schema, body),
    encode: (_service, { output: { schema } }, output, requestId) => ({
      status: 200,
      headers: headersOf(requestId),
      body: schema === undefined ? Buffer.from('{}') : documents.write(schema, output),
    }),
    encodeError: (service, error, requestId) => ({
      status: error.httpStatus,
      headers: headersOf(requestId),
      body: Buffer.from(JSON.stringify({ __type: errorShape(service, error), ...jsonErrorMembers(service, error, documents) })),
    }),
  };
}
