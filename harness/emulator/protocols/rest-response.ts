import type { HttpResponse } from '../kernel/context.ts';
import type { OperationModel } from '../schema/service-model.ts';
import type { MemberModel, StructureModel } from '../schema/structure-model.ts';
import { writeBinding } from './binding-values.ts';

/** How a REST protocol writes a document: XML or JSON. */
export interface BodyWriter {
  readonly contentType: string;
  payload(member: MemberModel, value: unknown): Uint8Array;
  /** The members that are bound to nothing else; undefined where nothing is to be written. */
  document(structure: StructureModel, output: Readonly<Record<string, unknown>>): Uint8Array | undefined;
}

export function writeRestResponse(
  operation: OperationModel,
  output: Readonly<Record<string, unknown>>,
  writer: BodyWriter,
  ownHeaders: Readonly<Record<string, string>>,
): HttpResponse {
  const { output: structure } = operation;
  const bound = writeBoundMembers(structure, output);
  const status = bound.status ?? operation.http?.status ?? 200;
  const content = status === 204 || status === 304 ? noContent : writeContent(structure, output, writer);
  const type = content.type === undefined ? {} : { 'content-type': content.type };
  return { status, headers: { ...ownHeaders, ...type, ...bound.headers }, body: content.body };
}

interface BoundMembers {
  readonly headers: Record<string, string>;
  status: number | undefined;
}

export function writeBoundMembers(structure: StructureModel, output: Readonly<Record<string, unknown>>): BoundMembers {
  const bound: BoundMembers = { headers: {}, status: undefined };
  for (const member of structure.members) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    if (member.location === 'status') bound.status = Number(value);
    if (member.location === 'header') bound.headers[member.wireName] = writeBinding(member.schema, value);
    if (member.location === 'prefix-headers') {
      const valueSchema = member.schema.getValueSchema();
      for (const [name, item] of Object.entries(value))
        bound.headers[`${member.wireName}${name}`.toLowerCase()] = writeBinding(valueSchema, item);
    }
  }
  return bound;
}

interface Content {
  readonly body: Uint8Array;
  readonly type: string | undefined;
}

const noContent: Content = { body: new Uint8Array(), type: undefined };

function writeContent(structure: StructureModel, output: Readonly<Record<string, unknown>>, writer: BodyWriter): Content {
  const payload = structure.members.find(({ location }) => location === 'payload');
  if (payload === undefined) {
    const body = writer.document(structure, output);
    return body === undefined ? noContent : { body, type: writer.contentType };
  }
  const value = output[payload.name];
  if (value === undefined || value === null) return noContent;
  return { body: writer.payload(payload, value), type: payloadType(payload, writer) };
}

function payloadType({ schema }: MemberModel, writer: BodyWriter): string {
  const { mediaType } = schema.getMergedTraits();
  if (mediaType !== undefined) return mediaType;
  if (schema.isBlobSchema()) return 'application/octet-stream';
  return schema.isStringSchema() ? 'text/plain' : writer.contentType;
}
