import { defineService } from '../../kernel/service.ts';
import { invalidRequest, malformedXml, notImplemented } from './errors.ts';
import { abortMultipartUpload } from './operations/abort-multipart-upload.ts';
import { completeMultipartUpload } from './operations/complete-multipart-upload.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { createMultipartUpload } from './operations/create-multipart-upload.ts';
import { deleteBucketEncryption } from './operations/delete-bucket-encryption.ts';
import { deleteBucketLifecycle } from './operations/delete-bucket-lifecycle.ts';
import { deleteBucketPolicy } from './operations/delete-bucket-policy.ts';
import { deleteBucketTagging } from './operations/delete-bucket-tagging.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObjectTagging } from './operations/delete-object-tagging.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { deletePublicAccessBlock } from './operations/delete-public-access-block.ts';
import { getBucketAcl } from './operations/get-bucket-acl.ts';
import { getBucketEncryption } from './operations/get-bucket-encryption.ts';
import { getBucketLifecycleConfiguration } from './operations/get-bucket-lifecycle-configuration.ts';
import { getBucketLocation } from './operations/get-bucket-location.ts';
import { getBucketOwnershipControls } from './operations/get-bucket-ownership-controls.ts';
import { getBucketPolicyStatus } from './operations/get-bucket-policy-status.ts';
import { getBucketPolicy } from './operations/get-bucket-policy.ts';
import { getBucketTagging } from './operations/get-bucket-tagging.ts';
import { getBucketVersioning } from './operations/get-bucket-versioning.ts';
import { getObjectAcl } from './operations/get-object-acl.ts';
import { getObjectAttributes } from './operations/get-object-attributes.ts';
import { getObjectTagging } from './operations/get-object-tagging.ts';
import { getObject } from './operations/get-object.ts';
import { getPublicAccessBlock } from './operations/get-public-access-block.ts';
import { headBucket } from './operations/head-bucket.ts';
import { headObject } from './operations/head-object.ts';
import { listBuckets } from './operations/list-buckets.ts';
import { listMultipartUploads } from './operations/list-multipart-uploads.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { listObjects } from './operations/list-objects.ts';
import { listParts } from './operations/list-parts.ts';
import { putBucketEncryption } from './operations/put-bucket-encryption.ts';
import { putBucketLifecycleConfiguration } from './operations/put-bucket-lifecycle-configuration.ts';
import { putBucketOwnershipControls } from './operations/put-bucket-ownership-controls.ts';
import { putBucketPolicy } from './operations/put-bucket-policy.ts';
import { putBucketTagging } from './operations/put-bucket-tagging.ts';
import { putBucketVersioning } from './operations/put-bucket-versioning.ts';
import { putObjectTagging } from './operations/put-object-tagging.ts';
import { putObject } from './operations/put-object.ts';
import { putPublicAccessBlock } from './operations/put-public-access-block.ts';
import { uploadPartCopy } from './operations/upload-part-copy.ts';
import { uploadPart } from './operations/upload-part.ts';
import { RunningS3 } from './running.ts';

export const service = defineService({
  signingName: 's3',
  serviceId: 'S3',
  operations: [
    abortMultipartUpload,
    completeMultipartUpload,
    copyObject,
    createBucket,
    createMultipartUpload,
    deleteBucketEncryption,
    deleteBucketLifecycle,
    deleteBucketPolicy,
    deleteBucketTagging,
    deleteBucket,
    deleteObjectTagging,
    deleteObject,
    deleteObjects,
    deletePublicAccessBlock,
    getBucketAcl,
    getBucketEncryption,
    getBucketLifecycleConfiguration,
    getBucketLocation,
    getBucketOwnershipControls,
    getBucketPolicyStatus,
    getBucketPolicy,
    getBucketTagging,
    getBucketVersioning,
    getObjectAcl,
    getObjectAttributes,
    getObjectTagging,
    getObject,
    getPublicAccessBlock,
    headBucket,
    headObject,
    listBuckets,
    listMultipartUploads,
    listObjectVersions,
    listObjectsV2,
    listObjects,
    listParts,
    putBucketEncryption,
    putBucketLifecycleConfiguration,
    putBucketOwnershipControls,
    putBucketPolicy,
    putBucketTagging,
    putBucketVersioning,
    putObjectTagging,
    putObject,
    putPublicAccessBlock,
    uploadPartCopy,
    uploadPart,
  ],
  notImplemented,
  // A member missing inside a document makes the document wrong.
  missingMembers: (paths) =>
    paths.some((path) => path.includes('.'))
      ? malformedXml()
      : invalidRequest(`Missing required parameter for this request: '${paths.join("', '")}'`),
  start: (host) => Promise.resolve(new RunningS3(host)),
});
