import { boolean, json, objectOf, oneOf, string, tags } from '../template/shape.ts';
import type { JsonObject } from '../template/json.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface RepositoryProperties {
  readonly RepositoryName?: string;
  readonly ImageTagMutability?: string;
  readonly ImageScanningConfiguration?: JsonObject;
  readonly EncryptionConfiguration?: JsonObject;
  readonly LifecyclePolicy?: JsonObject;
  readonly RepositoryPolicyText?: JsonObject | string;
  readonly EmptyOnDelete?: boolean;
  readonly Tags?: readonly Tag[];
}

/** A name and its addresses. There is no registry behind it: nothing can be pushed or pulled, and its stack says that it is a stand-in. */
export const ecrRepository = defineKind<RepositoryProperties>({
  type: 'AWS::ECR::Repository',
  standIn: true,
  properties: {
    RepositoryName: { shape: string, replaces: true },
    ImageTagMutability: { shape: oneOf('MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION') },
    ImageScanningConfiguration: { shape: objectOf({ ScanOnPush: { shape: boolean } }) },
    EncryptionConfiguration: {
      shape: objectOf({ EncryptionType: { shape: oneOf('AES256', 'KMS', 'KMS_DSSE'), required: true }, KmsKey: { shape: string } }),
      replaces: true,
    },
    LifecyclePolicy: { shape: objectOf({ LifecyclePolicyText: { shape: string }, RegistryId: { shape: string } }) },
    RepositoryPolicyText: { shape: json },
    EmptyOnDelete: { shape: boolean },
    Tags: { shape: tags },
  },
  notEmulated: ['ImageTagMutabilityExclusionFilters'],
  attributes: ['Arn', 'RepositoryUri'],
  nameProperty: 'RepositoryName',
  tagged: true,
  idOf: repositoryName,
  create: (properties, context) => Promise.resolve(physical(repositoryName(properties, context), context)),
  update: ({ id }, _before, _after, context) => Promise.resolve(physical(id, context)),
  remove: () => Promise.resolve(),
});

function repositoryName(properties: RepositoryProperties, context: ResourceContext): string {
  return properties.RepositoryName ?? generatedName(context, 256).toLowerCase();
}

function physical(id: string, { account, region }: ResourceContext): Physical {
  return {
    id,
    attributes: {
      Arn: `arn:aws:ecr:${region}:${account}:repository/${id}`,
      RepositoryUri: `${account}.dkr.ecr.${region}.amazonaws.com/${id}`,
    },
  };
}
