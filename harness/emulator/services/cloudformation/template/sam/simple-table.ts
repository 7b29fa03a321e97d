import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { ownAttributes, present, type Expansion } from './expansion.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { checkProperties, propertiesOf } from './serverless-properties.ts';
import { tagList } from './tag-list.ts';

const types: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };
const known = ['PointInTimeRecoverySpecification', 'PrimaryKey', 'ProvisionedThroughput', 'TableName', 'Tags', 'SSESpecification'];

/** AWS::Serverless::SimpleTable: a table with one key and no sort key. */
export function expandSimpleTable(logicalId: string, resource: JsonObject, { resources }: Expansion): void {
  const properties = propertiesOf(logicalId, resource);
  checkProperties(logicalId, 'AWS::Serverless::SimpleTable', properties, known, []);
  const key = primaryKey(logicalId, properties['PrimaryKey']);
  const { ProvisionedThroughput, PointInTimeRecoverySpecification, SSESpecification, TableName, Tags } = properties;
  const tags = tagList(Tags);
  resources[logicalId] = {
    Type: 'AWS::DynamoDB::Table',
    Properties: present({
      AttributeDefinitions: [key],
      KeySchema: [{ AttributeName: key['AttributeName'] ?? '', KeyType: 'HASH' }],
      PointInTimeRecoverySpecification,
      ...(ProvisionedThroughput === undefined ? { BillingMode: 'PAY_PER_REQUEST' } : { ProvisionedThroughput }),
      SSESpecification,
      TableName,
      Tags: tags.length === 0 ? undefined : tags,
    }),
    ...ownAttributes(resource),
  };
}

function primaryKey(logicalId: string, given: Json | undefined): JsonObject {
  if (given === undefined) return { AttributeName: 'id', AttributeType: 'S' };
  const { Name, Type } = isObject(given) ? given : {};
  for (const [name, value] of Object.entries({ Name, Type })) {
    if (value === undefined) throw new InvalidServerlessResource(logicalId, `Property 'PrimaryKey.${name}' is required.`);
  }
  const type = typeof Type === 'string' ? types[Type] : undefined;
  if (type === undefined) throw new InvalidServerlessResource(logicalId, `Invalid 'Type' "${shown(Type)}".`);
  return { AttributeName: Name ?? '', AttributeType: type };
}
