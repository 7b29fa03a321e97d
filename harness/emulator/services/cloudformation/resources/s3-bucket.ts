import {
  CreateBucket$,
  DeleteBucket$,
  DeleteBucketEncryption$,
  DeleteBucketTagging$,
  DeleteBucketLifecycle$,
  DeletePublicAccessBlock$,
  PutBucketEncryption$,
  PutBucketLifecycleConfiguration$,
  PutBucketOwnershipControls$,
  PutBucketTagging$,
  PutBucketVersioning$,
  PutPublicAccessBlock$,
} from '@aws-sdk/client-s3';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../template/json.ts';
import { boolean, listOf, objectOf, oneOf, string, tags } from '../template/shape.ts';
import { generatedName } from './physical-name.ts';
import { bucketLifecycleShape, lifecycleRules, type BucketLifecycle } from './s3-bucket-lifecycle.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface BucketProperties {
  readonly BucketName?: string;
  readonly VersioningConfiguration?: { readonly Status: string };
  readonly BucketEncryption?: { readonly ServerSideEncryptionConfiguration: readonly EncryptionRule[] };
  readonly PublicAccessBlockConfiguration?: JsonObject;
  readonly OwnershipControls?: JsonObject;
  readonly AccessControl?: string;
  readonly LifecycleConfiguration?: BucketLifecycle;
  readonly Tags?: readonly Tag[];
}

interface EncryptionRule {
  readonly ServerSideEncryptionByDefault?: { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string };
  readonly BucketKeyEnabled?: boolean;
}

const encryptionRule = objectOf({
  ServerSideEncryptionByDefault: {
    shape: objectOf({
      SSEAlgorithm: { shape: oneOf('AES256', 'aws:kms', 'aws:kms:dsse'), required: true },
      KMSMasterKeyID: { shape: string },
    }),
  },
  BucketKeyEnabled: { shape: boolean },
});

export const s3Bucket = defineKind<BucketProperties>({
  type: 'AWS::S3::Bucket',
  properties: {
    BucketName: { shape: string, replaces: true },
    VersioningConfiguration: { shape: objectOf({ Status: { shape: oneOf('Enabled', 'Suspended'), required: true } }) },
    BucketEncryption: { shape: objectOf({ ServerSideEncryptionConfiguration: { shape: listOf(encryptionRule), required: true } }) },
    PublicAccessBlockConfiguration: {
      shape: objectOf({
        BlockPublicAcls: { shape: boolean },
        BlockPublicPolicy: { shape: boolean },
        IgnorePublicAcls: { shape: boolean },
        RestrictPublicBuckets: { shape: boolean },
      }),
    },
    OwnershipControls: {
      shape: objectOf({
        Rules: {
          shape: listOf(objectOf({ ObjectOwnership: { shape: oneOf('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter') } })),
          required: true,
        },
      }),
    },
    // Buckets have no access control lists since April 2023: only what says so can be asked for.
    AccessControl: { shape: oneOf('Private') },
    LifecycleConfiguration: { shape: bucketLifecycleShape },
    Tags: { shape: tags },
  },
  notEmulated: [
    'AbacStatus',
    'AccelerateConfiguration',
    'AnalyticsConfigurations',
    'BucketNamePrefix',
    'BucketNamespace',
    'CorsConfiguration',
    'IntelligentTieringConfigurations',
    'InventoryConfigurations',
    'LoggingConfiguration',
    'MetadataConfiguration',
    'MetadataTableConfiguration',
    'MetricsConfigurations',
    'NotificationConfiguration',
    'ObjectLockConfiguration',
    'ObjectLockEnabled',
    'ReplicationConfiguration',
    'WebsiteConfiguration',
  ],
  attributes: ['Arn', 'DomainName', 'DualStackDomainName', 'RegionalDomainName'],
  nameProperty: 'BucketName',
  tagged: true,
  idOf: bucketName,
  create: async (properties, context) => {
    const name = bucketName(properties, context);
    const elsewhere = context.region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: context.region } };
    await context.call(CreateBucket$, { Bucket: name, ...elsewhere });
    context.exists(name);
    await configure(name, {}, properties, context);
    return physical(name, context.region);
  },
  update: async ({ id }, before, after, context) => {
    await configure(id, before, after, context);
    return physical(id, context.region);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteBucket$, { Bucket: id });
  },
});

function bucketName(properties: BucketProperties, context: ResourceContext): string {
  return properties.BucketName ?? generatedName(context, 63).toLowerCase();
}

function physical(name: string, region: string): Physical {
  return {
    id: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    },
  };
}

async function configure(
  Bucket: string,
  before: Partial<BucketProperties>,
  after: BucketProperties,
  context: ResourceContext,
): Promise<void> {
  const changed = (name: keyof BucketProperties): boolean => !isDeepStrictEqual(before[name], after[name]);
  if (changed('VersioningConfiguration')) {
    // A bucket that has been versioned can only be suspended.
    await context.call(PutBucketVersioning$, { Bucket, VersioningConfiguration: after.VersioningConfiguration ?? { Status: 'Suspended' } });
  }
  if (changed('BucketEncryption')) await configureEncryption(Bucket, after, context);
  if (changed('PublicAccessBlockConfiguration')) {
    const { PublicAccessBlockConfiguration } = after;
    if (PublicAccessBlockConfiguration === undefined) await context.call(DeletePublicAccessBlock$, { Bucket });
    else await context.call(PutPublicAccessBlock$, { Bucket, PublicAccessBlockConfiguration });
  }
  if (changed('OwnershipControls')) {
    const { OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } } = after;
    await context.call(PutBucketOwnershipControls$, { Bucket, OwnershipControls });
  }
  if (changed('LifecycleConfiguration')) {
    const { LifecycleConfiguration: lifecycle } = after;
    if (lifecycle === undefined) await context.call(DeleteBucketLifecycle$, { Bucket });
    else await context.call(PutBucketLifecycleConfiguration$, { Bucket, LifecycleConfiguration: { Rules: lifecycleRules(lifecycle) } });
  }
  if (isDeepStrictEqual(context.tagsBefore, context.tags)) return;
  if (context.tags.length === 0) await context.call(DeleteBucketTagging$, { Bucket });
  else await context.call(PutBucketTagging$, { Bucket, Tagging: { TagSet: context.tags } });
}

async function configureEncryption(Bucket: string, after: BucketProperties, context: ResourceContext): Promise<void> {
  const rules = after.BucketEncryption?.ServerSideEncryptionConfiguration;
  if (rules === undefined) {
    await context.call(DeleteBucketEncryption$, { Bucket });
    return;
  }
  const Rules = rules.map(({ ServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }) => ({
    ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }),
    ...(byDefault === undefined
      ? {}
      : {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: byDefault.SSEAlgorithm,
            ...(byDefault.KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID: byDefault.KMSMasterKeyID }),
          },
        }),
  }));
  await context.call(PutBucketEncryption$, { Bucket, ServerSideEncryptionConfiguration: { Rules } });
}
