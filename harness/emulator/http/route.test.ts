import { beforeAll, describe, expect, it } from 'vitest';
import { loadServiceModel } from '../schema/load-service-model.ts';
import type { ServiceModel } from '../schema/service-model.ts';
import { requestTarget } from './request-target.ts';
import { route } from './route.ts';
import type { Route } from './route.ts';

const models = new Map<string, ServiceModel>();

beforeAll(async () => {
  for (const name of ['s3', 'lambda', 'ssm', 'sts']) {
    const model = await loadServiceModel(name);
    if (model !== undefined) models.set(name, model);
  }
});

function routed(service: string, line: string, headers: Readonly<Record<string, string>> = {}, body = ''): Route {
  const [method = '', url = ''] = line.split(' ');
  const model = models.get(service);
  if (model === undefined) throw new Error(`no model of ${service}`);
  return route(
    model,
    { method, url, headers: { host: '127.0.0.1:4566', ...headers }, body: Buffer.from(body), sourceIp: '127.0.0.1' },
    requestTarget(url),
  );
}

describe('S3 requests', () => {
  it.each<[string, string, Record<string, string>]>([
    ['GET /', 'ListBuckets', {}],
    ['GET /?x-id=ListBuckets', 'ListBuckets', {}],
    ['PUT /b', 'CreateBucket', { Bucket: 'b' }],
    ['PUT /b/', 'CreateBucket', { Bucket: 'b' }],
    ['HEAD /b', 'HeadBucket', { Bucket: 'b' }],
    ['GET /b?list-type=2&prefix=x', 'ListObjectsV2', { Bucket: 'b' }],
    ['GET /b?prefix=x', 'ListObjects', { Bucket: 'b' }],
    ['GET /b?versions', 'ListObjectVersions', { Bucket: 'b' }],
    ['GET /b?location=', 'GetBucketLocation', { Bucket: 'b' }],
    ['GET /b?policy', 'GetBucketPolicy', { Bucket: 'b' }],
    ['GET /b?policyStatus', 'GetBucketPolicyStatus', { Bucket: 'b' }],
    ['GET /b?analytics&id=1', 'GetBucketAnalyticsConfiguration', { Bucket: 'b' }],
    ['GET /b?analytics', 'ListBucketAnalyticsConfigurations', { Bucket: 'b' }],
    ['POST /b?delete', 'DeleteObjects', { Bucket: 'b' }],
    ['PUT /b?tagging', 'PutBucketTagging', { Bucket: 'b' }],
    ['PUT /b/k?tagging', 'PutObjectTagging', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/k', 'PutObject', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/k?x-id=PutObject', 'PutObject', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/a/b%20c/%2B+', 'PutObject', { Bucket: 'b', Key: 'a/b c/++' }],
    ['PUT /b//a//', 'PutObject', { Bucket: 'b', Key: '/a//' }],
    ['GET /b/k', 'GetObject', { Bucket: 'b', Key: 'k' }],
    ['GET /b/k?versionId=1', 'GetObject', { Bucket: 'b', Key: 'k' }],
    ['GET /b/k?uploadId=1', 'ListParts', { Bucket: 'b', Key: 'k' }],
    ['GET /b/k?attributes', 'GetObjectAttributes', { Bucket: 'b', Key: 'k' }],
    ['POST /b/k?uploads', 'CreateMultipartUpload', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/k?partNumber=1&uploadId=2', 'UploadPart', { Bucket: 'b', Key: 'k' }],
    ['POST /b/k?uploadId=2', 'CompleteMultipartUpload', { Bucket: 'b', Key: 'k' }],
    ['DELETE /b/k?uploadId=2', 'AbortMultipartUpload', { Bucket: 'b', Key: 'k' }],
    ['DELETE /b/k', 'DeleteObject', { Bucket: 'b', Key: 'k' }],
    ['GET /b/k?acl', 'GetObjectAcl', { Bucket: 'b', Key: 'k' }],
  ])('%s is %s', (line, operation, labels) => {
    expect(routed('s3', line)).toEqual({ operation, labels });
  });

  it.each([
    ['PUT /b/k', 'CopyObject'],
    ['PUT /b/k?partNumber=1&uploadId=2', 'UploadPartCopy'],
  ])('%s with a copy source is %s', (line, operation) => {
    expect(routed('s3', line, { 'x-amz-copy-source': '/a/b' }).operation).toBe(operation);
  });

  it.each([
    ['my.bucket.s3.eu-central-1.amazonaws.com', { Bucket: 'my.bucket', Key: 'k' }],
    ['b.s3.amazonaws.com', { Bucket: 'b', Key: 'k' }],
    ['b.s3.localhost:4566', { Bucket: 'b', Key: 'k' }],
    ['b.localhost:4566', { Bucket: 'b', Key: 'k' }],
  ])('to the host %s have their bucket in it', (host, labels) => {
    expect(routed('s3', 'GET /k', { host })).toEqual({ operation: 'GetObject', labels });
  });

  it.each(['s3.eu-central-1.amazonaws.com', 's3.localhost:4566', 'localhost:4566', '127.0.0.1:4566'])(
    'to the host %s have it in the path',
    (host) => {
      expect(routed('s3', 'GET /b/k', { host }).labels).toEqual({ Bucket: 'b', Key: 'k' });
    },
  );

  it.each(['PATCH /b/k', 'POST /'])('%s is nothing', (line) => {
    expect(routed('s3', line).operation).toBeUndefined();
  });
});

describe('Lambda requests', () => {
  it.each<[string, string, Record<string, string>]>([
    ['GET /2015-03-31/functions', 'ListFunctions', {}],
    ['GET /2015-03-31/functions/', 'ListFunctions', {}],
    ['POST /2015-03-31/functions', 'CreateFunction', {}],
    ['GET /2015-03-31/functions/f', 'GetFunction', { FunctionName: 'f' }],
    ['POST /2015-03-31/functions/arn%3Aaws%3Alambda%3Af/invocations?Qualifier=1', 'Invoke', { FunctionName: 'arn:aws:lambda:f' }],
    ['PUT /2015-03-31/functions/f/aliases/live', 'UpdateAlias', { FunctionName: 'f', Name: 'live' }],
    ['DELETE /2015-03-31/functions/f/policy/s', 'RemovePermission', { FunctionName: 'f', StatementId: 's' }],
    ['GET /2015-03-31/functions/f/configuration', 'GetFunctionConfiguration', { FunctionName: 'f' }],
    ['POST /2021-10-31/functions/f/url', 'CreateFunctionUrlConfig', { FunctionName: 'f' }],
    ['GET /2017-03-31/tags/arn%3Aaws', 'ListTags', { Resource: 'arn:aws' }],
  ])('%s is %s', (line, operation, labels) => {
    expect(routed('lambda', line)).toEqual({ operation, labels });
  });
});

describe('RPC requests', () => {
  it('of JSON services name their operation in X-Amz-Target', () => {
    expect(routed('ssm', 'POST /', { 'x-amz-target': 'AmazonSSM.GetParameter' }).operation).toBe('GetParameter');
  });

  it.each([
    ['POST /', 'Version=2011-06-15&Action=GetCallerIdentity'],
    ['GET /?Action=GetCallerIdentity&Version=2011-06-15', ''],
  ])('of Query services, %s %s, name it in Action', (line, body) => {
    expect(routed('sts', line, {}, body).operation).toBe('GetCallerIdentity');
  });
});
