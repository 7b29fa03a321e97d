import type { AttributeDefinition, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { constraint, invalidParameter, validation } from '../errors.ts';
import type { KeyAttribute, KeySchema, KeyType } from '../state.ts';

export function readAttributes(definitions: readonly AttributeDefinition[]): readonly KeyAttribute[] {
  const names = definitions.map(({ AttributeName: name = '' }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`Duplicate AttributeName in AttributeDefinitions: ${twice}`);
  return definitions.map(({ AttributeName: name = '', AttributeType: type }, index) => {
    checkNameLength(`attributeDefinitions.${index + 1}.member.attributeName`, name);
    if (!isKeyType(type))
      throw constraint(`attributeDefinitions.${index + 1}.member.attributeType`, type, 'Member must satisfy enum value set: [B, N, S]');
    return { name, type };
  });
}

function checkNameLength(member: string, name: string): void {
  if (name === '') throw constraint(member, name, 'Member must have length greater than or equal to 1');
  if (Buffer.byteLength(name) > 255) throw constraint(member, name, 'Member must have length less than or equal to 255');
}

function isKeyType(type: string | undefined): type is KeyType {
  return type === 'S' || type === 'N' || type === 'B';
}

/** A hash key and perhaps a range key, both among the defined attributes. @throws AwsError ValidationException. */
export function readKeySchema(schema: readonly KeySchemaElement[], attributes: readonly KeyAttribute[]): KeySchema {
  checkLength(schema);
  const names = schema.map(({ AttributeName: name = '' }) => name);
  names.forEach((name, position) => checkNameLength(`keySchema.${position + 1}.member.attributeName`, name));
  const defined = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  if (names.some((name) => !defined.has(name))) {
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(', ')}], AttributeDefinitions: [${[...defined.keys()].join(', ')}]`,
    );
  }
  const [first, second] = schema;
  if (names[0] === names[1]) throw validation('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  if (first?.KeyType !== 'HASH') throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (second !== undefined && second.KeyType !== 'RANGE')
    throw validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  const [hash, sort] = names.map((name) => defined.get(name));
  if (hash === undefined) throw validation('Invalid KeySchema: Some index key attribute have no definition');
  return { hash, ...(sort === undefined ? {} : { sort }) };
}

function checkLength(schema: readonly KeySchemaElement[]): void {
  if (schema.length >= 1 && schema.length <= 2) return;
  const rule = schema.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 2';
  throw constraint('keySchema', `[${schema.map(({ AttributeName: name }) => name).join(', ')}]`, `Member must have length ${rule}`);
}
