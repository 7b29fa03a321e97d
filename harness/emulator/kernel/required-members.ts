import { structureModel } from '../schema/structure-model.ts';
import type { MemberModel, StructureModel } from '../schema/structure-model.ts';
import type { WireProtocol } from '../schema/service-model.ts';
import { AwsError } from './aws-error.ts';

/** Paths, as AWS writes them (`tags.1.member.key`), of members that the schema requires and the input has not. */
export function missingMembers(structure: StructureModel, input: Readonly<Record<string, unknown>>): readonly string[] {
  return structure.members.flatMap((member) => missingIn(member, input[member.name], lowerFirst(member.name)));
}

type Schema = MemberModel['schema'];

function missingIn(member: MemberModel, value: unknown, path: string): readonly string[] {
  if (value === undefined || value === null) return member.required ? [path] : [];
  return requiresAnything(member.schema) ? missingInValue(member.schema, value, path) : [];
}

function missingInValue(schema: Schema, value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (schema.isStructSchema()) {
    const values = value as Readonly<Record<string, unknown>>;
    return structureModel(schema).members.flatMap((member) => missingIn(member, values[member.name], `${path}.${lowerFirst(member.name)}`));
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, index) => missingInValue(schema.getValueSchema(), item, `${path}.${index + 1}.member`));
  }
  if (schema.isMapSchema())
    return Object.entries(value).flatMap(([key, item]) => missingInValue(schema.getValueSchema(), item, `${path}.${key}.member`));
  return [];
}

const answers = new Map<unknown, boolean>();

/** Whether anything inside the shape is required, so that most values need no visit. */
function requiresAnything(schema: Schema): boolean {
  if (schema.isListSchema() || schema.isMapSchema()) return requiresAnything(schema.getValueSchema());
  if (!schema.isStructSchema()) return false;
  const raw: unknown = schema.getSchema();
  const known = answers.get(raw);
  if (known !== undefined) return known;
  // Shapes may contain themselves: while one is being looked at, it adds nothing.
  answers.set(raw, false);
  const answer = structureModel(schema).members.some((member) => member.required || requiresAnything(member.schema));
  answers.set(raw, answer);
  return answer;
}

/** Required members as AWS's services, written in Java, name them. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What AWS answers where required members are missing. */
export function missingMembersError(protocol: WireProtocol, paths: readonly string[]): AwsError {
  if (protocol === 'rest-xml') return missingInRestXml(paths);
  const details = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  const count = `${paths.length} validation error${paths.length === 1 ? '' : 's'} detected`;
  return new AwsError(protocol === 'query' ? 'ValidationError' : 'ValidationException', `${count}: ${details.join('; ')}`, 400);
}

/** S3's: an element missing in a document makes that malformed. */
function missingInRestXml(paths: readonly string[]): AwsError {
  return paths.some((path) => path.includes('.'))
    ? new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema', 400)
    : new AwsError('InvalidRequest', `Missing required parameter for this request: '${paths.join("', '")}'`, 400);
}
