import { NormalizedSchema } from '@smithy/core/schema';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as iam from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { loadServiceModel } from './load-service-model.ts';
import { servicePackages } from './packages.ts';
import { structureModel } from './structure-model.ts';

/** What the emulator takes for granted of the SDK's runtime schemas. One test an assumption: an SDK that changes one says which. */
describe('the SDK’s runtime schemas', () => {
  it('export an operation as [9, namespace, name, traits, input, output]', () => {
    expect(s3.PutObject$.slice(0, 3)).toEqual([9, 'com.amazonaws.s3', 'PutObject']);
    expect(s3.PutObject$).toHaveLength(6);
  });

  it('give REST operations method, uri with query literals, and status', () => {
    expect(s3.DeleteObjectTagging$[3]).toMatchObject({ http: ['DELETE', '/{Key+}?tagging', 204] });
  });

  it('leave S3’s bucket out of the uri and mark it as a label all the same', () => {
    const { Bucket } = Object.fromEntries(structureModel(s3.HeadBucketRequest$).byName);
    expect([JSON.stringify(s3.HeadBucket$[3]), Bucket?.location]).toEqual([expect.not.stringContaining('Bucket}'), 'label']);
  });

  it('put required members first and their number seventh', () => {
    const required = structureModel(s3.PutObjectRequest$).members.filter((member) => member.required);
    expect(required.map(({ name }) => name)).toEqual(['Bucket', 'Key']);
  });

  it('say where each member of a REST message travels', () => {
    const locations = Object.fromEntries(
      structureModel(s3.GetObjectOutput$).members.map(({ name, location, wireName }) => [name, `${location} ${wireName}`]),
    );
    expect(locations).toMatchObject({ Body: 'payload Body', ETag: 'header etag', Metadata: 'prefix-headers x-amz-meta-' });
  });

  it('mark the member that carries the HTTP status', () => {
    expect(structureModel(lambda.InvocationResponse$).byName.get('StatusCode')?.location).toBe('status');
  });

  it('export an error as [-3, …] with its status, and its Query code where it has one', () => {
    expect(s3.NoSuchKey$.slice(0, 4)).toEqual([-3, 'com.amazonaws.s3', 'NoSuchKey', { error: 'client', httpError: 404 }]);
    expect(iam.NoSuchEntityException$[3]).toMatchObject({ awsQueryError: ['NoSuchEntity', 404] });
  });

  it('give an operation without input or output a schema that is no structure', () => {
    expect(structureModel(iam.DeleteRole$[5]).schema).toBeUndefined();
  });

  it('keep member names apart from wire names by xmlName', () => {
    expect(NormalizedSchema.of(s3.ListBucketsOutput$).getMergedTraits().xmlName).toBe('ListAllMyBucketsResult');
  });

  it.each(servicePackages.map(({ signingName, namespace }) => [signingName, namespace]))(
    'name the protocol and namespace of %s',
    async (signingName, namespace) => {
      const model = await loadServiceModel(signingName);
      expect(model?.namespace).toBe(namespace);
      expect(model?.protocol).toMatch(/^(?:rest-xml|rest-json|json-1\.[01]|query)$/);
      expect(model?.operations.size).toBeGreaterThan(5);
    },
  );

  it('tell the Query services’ namespace and version, and the JSON services’ target', async () => {
    expect(await loadServiceModel('sts')).toMatchObject({
      protocol: 'query',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    });
    expect(await loadServiceModel('ssm')).toMatchObject({ protocol: 'json-1.1', target: 'AmazonSSM' });
  });
});
