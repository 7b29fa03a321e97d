import type { OperationModel } from '../schema/service-model.ts';
import type { MemberModel, StructureModel } from '../schema/structure-model.ts';
import { readBinding } from './binding-values.ts';
import type { RoutedRequest } from './protocol.ts';

/** How a REST protocol reads a document: XML or JSON. */
export interface BodyReader {
  /** The payload member's value. */
  payload(member: MemberModel, body: Uint8Array): unknown;
  /** The members that are bound to nothing else. */
  document(structure: StructureModel, body: Uint8Array): Readonly<Record<string, unknown>>;
}

export function readRestRequest(operation: OperationModel, request: RoutedRequest, reader: BodyReader): Record<string, unknown> {
  const { input: structure } = operation;
  const input: Record<string, unknown> = {};
  let hasBodyMembers = false;
  for (const member of structure.members) {
    if (member.location === 'body') hasBodyMembers = true;
    else {
      const value = readMember(member, request, reader);
      if (value !== undefined) input[member.name] = value;
    }
  }
  if (hasBodyMembers && request.body.byteLength > 0) {
    const document = reader.document(structure, request.body);
    for (const member of structure.members) {
      if (member.location === 'body' && document[member.name] !== undefined) input[member.name] = document[member.name];
    }
  }
  return input;
}

function readMember(member: MemberModel, request: RoutedRequest, reader: BodyReader): unknown {
  switch (member.location) {
    case 'label': {
      const text = request.labels[member.name];
      return text === undefined ? undefined : readBinding(member.schema, text, 'url');
    }
    case 'header': {
      const text = request.headers[member.wireName];
      // The SDK's own clients send an empty header for an empty string, but nothing for an absent list or number.
      return text === undefined || (text === '' && !member.schema.isStringSchema())
        ? undefined
        : readBinding(member.schema, text, 'header');
    }
    case 'prefix-headers':
      return readPrefixHeaders(member, request.headers);
    case 'query':
      return readQuery(member, request.query);
    case 'query-params':
      return readQueryParams(member, request.query);
    case 'payload':
      return request.body.byteLength === 0 && !member.schema.isBlobSchema() ? undefined : reader.payload(member, request.body);
    case 'status':
    case 'body':
      return undefined;
  }
}

function readPrefixHeaders({ schema, wireName }: MemberModel, headers: Readonly<Record<string, string>>): unknown {
  let values: Record<string, unknown> | undefined;
  const valueSchema = schema.getValueSchema();
  for (const [name, text] of Object.entries(headers)) {
    if (name.startsWith(wireName)) (values ??= {})[name.slice(wireName.length)] = readBinding(valueSchema, text, 'header');
  }
  return values;
}

function readQuery({ schema, wireName }: MemberModel, query: RoutedRequest['query']): unknown {
  if (schema.isListSchema()) {
    const texts = query.filter(([name]) => name === wireName);
    return texts.length === 0 ? undefined : texts.map(([, text]) => readBinding(schema.getValueSchema(), text, 'url'));
  }
  const found = query.find(([name]) => name === wireName);
  if (found === undefined || (found[1] === '' && !schema.isStringSchema())) return undefined;
  return readBinding(schema, found[1], 'url');
}

/** All parameters, those too that a member of their own takes. */
function readQueryParams({ schema }: MemberModel, query: RoutedRequest['query']): unknown {
  const values: Record<string, unknown> = {};
  const valueSchema = schema.getValueSchema();
  for (const [name, text] of query) {
    if (!valueSchema.isListSchema()) values[name] = readBinding(valueSchema, text, 'url');
    else ((values[name] ??= []) as unknown[]).push(readBinding(valueSchema.getValueSchema(), text, 'url'));
  }
  return Object.keys(values).length === 0 ? undefined : values;
}
