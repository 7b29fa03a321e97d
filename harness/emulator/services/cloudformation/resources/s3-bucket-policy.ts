import { DeleteBucketPolicy$, PutBucketPolicy$ } from '@aws-sdk/client-s3';
import type { Json } from '../template/json.ts';
import { json, string } from '../template/shape.ts';
import { defineKind, jsonText } from './resource-kind.ts';

interface BucketPolicyProperties {
  readonly Bucket: string;
  readonly PolicyDocument: Json;
}

export const s3BucketPolicy = defineKind<BucketPolicyProperties>({
  type: 'AWS::S3::BucketPolicy',
  properties: {
    Bucket: { shape: string, required: true, replaces: true },
    PolicyDocument: { shape: json, required: true },
  },
  notEmulated: [],
  attributes: [],
  tagged: false,
  idOf: ({ Bucket }) => Bucket,
  create: async ({ Bucket, PolicyDocument }, context) => {
    await context.call(PutBucketPolicy$, { Bucket, Policy: jsonText(PolicyDocument) });
    return { id: Bucket, attributes: {} };
  },
  update: async ({ id }, _before, { PolicyDocument }, context) => {
    await context.call(PutBucketPolicy$, { Bucket: id, Policy: jsonText(PolicyDocument) });
    return { id, attributes: {} };
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteBucketPolicy$, { Bucket: id });
  },
});
