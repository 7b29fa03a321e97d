import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef } from '@smithy/types';

/** Where a member travels in a REST message; in the RPC protocols everything is `body`. */
export type MemberLocation = 'label' | 'header' | 'prefix-headers' | 'query' | 'query-params' | 'payload' | 'status' | 'body';

export interface MemberModel {
  readonly name: string;
  readonly schema: NormalizedSchema;
  readonly location: MemberLocation;
  /** Lower-case name of the header, prefix of headers, or name of the query parameter; else the member's own. */
  readonly wireName: string;
  readonly required: boolean;
}

export interface StructureModel {
  /** Undefined for operations without input or output. */
  readonly schema: NormalizedSchema | undefined;
  readonly members: readonly MemberModel[];
  readonly byName: ReadonlyMap<string, MemberModel>;
}

const known = new Map<unknown, StructureModel>();
const empty: StructureModel = { schema: undefined, members: [], byName: new Map() };

/** The members of a structure with what the SDK's schema says of each. Made once per schema. */
export function structureModel(reference: $SchemaRef | NormalizedSchema): StructureModel {
  const schema = NormalizedSchema.of(reference);
  if (!schema.isStructSchema()) return empty;
  const raw: unknown = schema.getSchema();
  let model = known.get(raw);
  if (model === undefined) known.set(raw, (model = readStructure(schema, raw)));
  return model;
}

function readStructure(schema: NormalizedSchema, raw: unknown): StructureModel {
  // The SDK puts a structure's required members first and their number seventh: [3, namespace, name, traits, names, schemas, required].
  const count: unknown = Array.isArray(raw) ? raw[6] : undefined;
  const requiredCount = typeof count === 'number' ? count : 0;
  const members = Array.from(schema.structIterator(), ([name, member], index) => readMember(name, member, index < requiredCount));
  return { schema, members, byName: new Map(members.map((member) => [member.name, member])) };
}

function readMember(name: string, schema: NormalizedSchema, required: boolean): MemberModel {
  const [location, wireName] = binding(name, schema);
  return { name, schema, required, location, wireName };
}

function binding(name: string, schema: NormalizedSchema): [MemberLocation, string] {
  const traits = schema.getMergedTraits();
  if (traits.httpPayload) return ['payload', name];
  if (traits.httpLabel) return ['label', name];
  if (traits.httpHeader) return ['header', traits.httpHeader.toLowerCase()];
  if (typeof traits.httpPrefixHeaders === 'string') return ['prefix-headers', traits.httpPrefixHeaders.toLowerCase()];
  if (traits.httpQuery) return ['query', traits.httpQuery];
  if (traits.httpQueryParams) return ['query-params', name];
  if (traits.httpResponseCode) return ['status', name];
  return ['body', name];
}
