import type { $SchemaRef, StaticStructureSchema } from '@smithy/types';
import type { AwsError } from '../kernel/aws-error.ts';
import type { HttpResponse } from '../kernel/context.ts';
import type { OperationModel, ServiceModel } from '../schema/service-model.ts';
import type { Protocol, RoutedRequest } from './protocol.ts';
import { parameterTree, readParameters } from './query-reader.ts';
import { writeXml } from './xml-documents.ts';

/** The protocol of STS, IAM and CloudFormation. */
export const awsQuery: Protocol = {
  parse(_service, { input: { schema } }, request) {
    if (schema === undefined) return {};
    return readParameters(schema, parameterTree(parametersOf(request))) as Record<string, unknown>;
  },
  encode(service, operation, output, requestId) {
    const schema = responseSchema(operation);
    const value = { [`${operation.name}Result`]: output, ResponseMetadata: { RequestId: requestId } };
    return { status: 200, headers: headersOf(requestId), body: writeXml(service, schema, value) };
  },
  encodeError,
};

/** In the body of a POST, in the query of a GET. */
function* parametersOf({ body, query }: RoutedRequest): Generator<readonly [string, string]> {
  yield* query;
  if (body.byteLength > 0) yield* new URLSearchParams(Buffer.from(body).toString());
}

function headersOf(requestId: string): Readonly<Record<string, string>> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}

const responseMetadata: StaticStructureSchema = [3, '', 'ResponseMetadata', 0, ['RequestId'], [0]];
const responseSchemas = new WeakMap<OperationModel, StaticStructureSchema>();

/** `<OpResponse><OpResult>…</OpResult><ResponseMetadata>…`: no result where the operation has no output. */
function responseSchema(operation: OperationModel): StaticStructureSchema {
  let schema = responseSchemas.get(operation);
  if (schema === undefined) {
    const { name, output, schema: operationSchema } = operation;
    const result: readonly (readonly [string, $SchemaRef])[] =
      output.schema === undefined ? [] : [[`${name}Result`, [operationSchema[5], { xmlName: `${name}Result` }]]];
    const members = [...result, ['ResponseMetadata', () => responseMetadata] as const];
    schema = [3, '', `${name}Response`, 0, members.map(([member]) => member), members.map(([, member]) => member)];
    responseSchemas.set(operation, schema);
  }
  return schema;
}

function encodeError(service: ServiceModel, error: AwsError, requestId: string): HttpResponse {
  const model = service.errors.get(error.code);
  const members = Object.keys(error.members).map((name) => [name, model?.structure.byName.get(name)?.schema ?? 0] as const);
  const fields: readonly (readonly [string, unknown])[] = [['Type', 0], ['Code', 0], ['Message', 0], ...members];
  const errorSchema: StaticStructureSchema = [
    3,
    '',
    'Error',
    0,
    fields.map(([name]) => name),
    fields.map(([, schema]) => schema as $SchemaRef),
  ];
  const schema: StaticStructureSchema = [3, '', 'ErrorResponse', 0, ['Error', 'RequestId'], [() => errorSchema, 0]];
  const value = {
    Error: {
      Type: error.httpStatus < 500 ? 'Sender' : 'Receiver',
      Code: model?.code ?? error.code,
      Message: error.message,
      ...error.members,
    },
    RequestId: requestId,
  };
  return { status: error.httpStatus, headers: headersOf(requestId), body: writeXml(service, schema, value) };
}
