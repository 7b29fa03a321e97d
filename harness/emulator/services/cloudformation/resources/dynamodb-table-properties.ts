import { boolean, integer, listOf, objectOf, oneOf, string, tags } from '../template/shape.ts';
import type { Property, ResourceContext, ResourceKind, Tag } from './resource-kind.ts';

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface GlobalIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly object[];
  readonly Projection: object;
  readonly ProvisionedThroughput?: Throughput;
}

export interface Expiry {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

export interface Encryption {
  readonly SSEEnabled: boolean;
  readonly SSEType?: string;
  readonly KMSMasterKeyId?: string;
}

export interface Recovery {
  readonly PointInTimeRecoveryEnabled?: boolean;
  readonly RecoveryPeriodInDays?: number;
}

export interface TableProperties {
  readonly TableName?: string;
  readonly AttributeDefinitions?: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly KeySchema: readonly object[];
  readonly GlobalSecondaryIndexes?: readonly GlobalIndex[];
  readonly LocalSecondaryIndexes?: readonly object[];
  readonly BillingMode?: string;
  readonly ProvisionedThroughput?: Throughput;
  readonly SSESpecification?: Encryption;
  readonly TableClass?: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly TimeToLiveSpecification?: Expiry;
  readonly PointInTimeRecoverySpecification?: Recovery;
  readonly Tags?: readonly Tag[];
}

const required = (shape: Property['shape']): Property => ({ shape, required: true });

const keySchema = listOf(objectOf({ AttributeName: required(string), KeyType: required(oneOf('HASH', 'RANGE')) }));
const projection = objectOf({
  ProjectionType: { shape: oneOf('ALL', 'KEYS_ONLY', 'INCLUDE') },
  NonKeyAttributes: { shape: listOf(string) },
});
const throughput = objectOf({ ReadCapacityUnits: required(integer), WriteCapacityUnits: required(integer) });
const index = { IndexName: required(string), KeySchema: required(keySchema), Projection: required(projection) };

export const tableProperties: ResourceKind<TableProperties>['properties'] = {
  TableName: { shape: string, replaces: true },
  AttributeDefinitions: { shape: listOf(objectOf({ AttributeName: required(string), AttributeType: required(oneOf('S', 'N', 'B')) })) },
  KeySchema: { shape: keySchema, required: true, replaces: true },
  GlobalSecondaryIndexes: {
    shape: listOf(
      objectOf({ ...index, ProvisionedThroughput: { shape: throughput } }, [
        'ContributorInsightsSpecification',
        'OnDemandThroughput',
        'WarmThroughput',
      ]),
    ),
  },
  LocalSecondaryIndexes: { shape: listOf(objectOf(index)), replaces: true },
  BillingMode: { shape: oneOf('PROVISIONED', 'PAY_PER_REQUEST') },
  ProvisionedThroughput: { shape: throughput },
  SSESpecification: {
    shape: objectOf({ SSEEnabled: required(boolean), SSEType: { shape: oneOf('KMS') }, KMSMasterKeyId: { shape: string } }),
  },
  TableClass: { shape: oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS') },
  DeletionProtectionEnabled: { shape: boolean },
  TimeToLiveSpecification: { shape: objectOf({ AttributeName: required(string), Enabled: required(boolean) }) },
  PointInTimeRecoverySpecification: {
    shape: objectOf({ PointInTimeRecoveryEnabled: { shape: boolean }, RecoveryPeriodInDays: { shape: integer } }),
  },
  Tags: { shape: tags },
};

/** What CreateTable takes of a table's properties. The default of BillingMode is CloudFormation's. */
export function createInput(TableName: string, properties: TableProperties, { tags: all }: ResourceContext): Record<string, unknown> {
  const {
    TimeToLiveSpecification: _expiry,
    PointInTimeRecoverySpecification: _recovery,
    SSESpecification: encryption,
    Tags: _tags,
    BillingMode = 'PROVISIONED',
    ...same
  } = properties;
  return {
    ...same,
    TableName,
    BillingMode,
    ...(encryption === undefined ? {} : { SSESpecification: encryptionInput(encryption) }),
    ...(all.length === 0 ? {} : { Tags: all }),
  };
}

export function encryptionInput({ SSEEnabled: Enabled, ...rest }: Encryption): Record<string, unknown> {
  return { Enabled, ...rest };
}
