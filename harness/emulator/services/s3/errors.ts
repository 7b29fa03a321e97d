import { AwsError } from '../../kernel/aws-error.ts';

/** Codes, messages and members as Amazon S3 answers them: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

export const noSuchBucket = (BucketName: string): AwsError =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName });

/** As Lambda repeats it of a function's code. */
export const permanentRedirect = (region: string): AwsError =>
  new AwsError(
    'PermanentRedirect',
    `The bucket is in this region: ${region}. Please use this region to retry the request`,
    301,
    {},
    { 'x-amz-bucket-region': region },
  );

export const noSuchKey = (Key: string): AwsError => new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key });

export const noSuchVersion = (Key: string, VersionId: string): AwsError =>
  new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key, VersionId });

interface DeleteMarker {
  readonly versionId: string;
  readonly lastModified: string;
}

/** The answer to a read where the newest version is a delete marker. */
export const noSuchKeyBehindDeleteMarker = (Key: string, { versionId }: DeleteMarker): AwsError =>
  new AwsError(
    'NoSuchKey',
    'The specified key does not exist.',
    404,
    { Key },
    { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId },
  );

/** The answer to a read of a delete marker by its version id. */
export const methodNotAllowedOnDeleteMarker = (Method: string, { versionId, lastModified }: DeleteMarker): AwsError =>
  new AwsError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method, ResourceType: 'DeleteMarker' },
    {
      allow: 'DELETE',
      'last-modified': new Date(lastModified).toUTCString(),
      'x-amz-delete-marker': 'true',
      'x-amz-version-id': versionId,
    },
  );

export const bucketAlreadyExists = (BucketName: string): AwsError =>
  new AwsError(
    'BucketAlreadyExists',
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    409,
    { BucketName },
  );

export const bucketAlreadyOwnedByYou = (BucketName: string): AwsError =>
  new AwsError('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', 409, {
    BucketName,
  });

export const bucketNotEmpty = (BucketName: string, versioned: boolean): AwsError =>
  new AwsError(
    'BucketNotEmpty',
    `The bucket you tried to delete is not empty${versioned ? '. You must delete all versions in the bucket.' : ''}`,
    409,
    { BucketName },
  );

export const invalidBucketName = (BucketName: string): AwsError =>
  new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400, { BucketName });

export const illegalLocationConstraint = (constraint: string): AwsError =>
  new AwsError(
    'IllegalLocationConstraintException',
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    400,
  );

export const invalidLocationConstraint = (LocationConstraint: string): AwsError =>
  new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, { LocationConstraint });

export const noSuchBucketPolicy = (BucketName: string): AwsError =>
  new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, { BucketName });

export const noSuchTagSet = (BucketName: string): AwsError =>
  new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404, { BucketName });

export const noSuchPublicAccessBlock = (BucketName: string): AwsError =>
  new AwsError('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', 404, { BucketName });

export const noSuchLifecycleConfiguration = (BucketName: string): AwsError =>
  new AwsError('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist', 404, { BucketName });

export const ownershipControlsNotFound = (BucketName: string): AwsError =>
  new AwsError('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found', 404, { BucketName });

export const aclNotSupported = (): AwsError => new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400);

export const bucketAclWithOwnership = (): AwsError =>
  new AwsError(
    'InvalidBucketAclWithObjectOwnership',
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    400,
  );

export const malformedPolicy = (message: string): AwsError => new AwsError('MalformedPolicy', message, 400);

export const malformedXml = (): AwsError =>
  new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema', 400);

export const invalidTag = (message: string, members: Readonly<Record<string, string>> = {}): AwsError =>
  new AwsError('InvalidTag', message, 400, members);

export const badRequest = (message: string): AwsError => new AwsError('BadRequest', message, 400);

export const invalidArgument = (message: string, ArgumentName?: string, ArgumentValue?: string): AwsError =>
  new AwsError('InvalidArgument', message, 400, {
    ...(ArgumentName === undefined ? {} : { ArgumentName }),
    ...(ArgumentValue === undefined ? {} : { ArgumentValue }),
  });

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequest', message, 400);

export const invalidDigest = (digest: string): AwsError =>
  new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': digest });

export const badContentMd5 = (ExpectedDigest: string, CalculatedDigest: string): AwsError =>
  new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, { ExpectedDigest, CalculatedDigest });

export const badChecksum = (algorithm: string): AwsError =>
  new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`, 400);

export const preconditionFailed = (Condition: string): AwsError =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, { Condition });

/** 304 has no body; the entity's validators still come as headers. */
export const notModified = ({ etag, lastModified }: { readonly etag: string; readonly lastModified: string }): AwsError =>
  new AwsError('NotModified', 'Not Modified', 304, {}, { etag: `"${etag}"`, 'last-modified': new Date(lastModified).toUTCString() });

export const invalidRange = (RangeRequested: string, ActualObjectSize: number): AwsError =>
  new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, { RangeRequested, ActualObjectSize });

export const invalidPartNumber = (PartNumberRequested: number, ActualPartCount: number): AwsError =>
  new AwsError('InvalidPartNumber', 'The requested partnumber is not satisfiable', 416, { PartNumberRequested, ActualPartCount });

export const noSuchUpload = (UploadId: string): AwsError =>
  new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId },
  );

export const invalidPart = (UploadId: string, PartNumber: number, ETag: string): AwsError =>
  new AwsError(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId, PartNumber, ETag },
  );

export const invalidPartOrder = (UploadId: string): AwsError =>
  new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.', 400, {
    UploadId,
  });

export const entityTooSmall = (ProposedSize: number, PartNumber: number, ETag: string): AwsError =>
  new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    ProposedSize,
    MinSizeAllowed: 5_242_880,
    PartNumber,
    ETag,
  });

export const entityTooLarge = (ProposedSize: number): AwsError =>
  new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
    ProposedSize,
    MaxSizeAllowed: 5_368_709_120,
  });

export const keyTooLong = (Size: number): AwsError =>
  new AwsError('KeyTooLongError', 'Your key is too long', 400, { Size, MaxSizeAllowed: 1024 });

export const metadataTooLarge = (Size: number): AwsError =>
  new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400, { Size, MaxSizeAllowed: 2048 });

export const invalidStorageClass = (StorageClassRequested: string): AwsError =>
  new AwsError('InvalidStorageClass', 'The storage class you specified is not valid', 400, { StorageClassRequested });

export const accessDenied = (message = 'Access Denied'): AwsError => new AwsError('AccessDenied', message, 403);

/** What S3 says where a header or setting names something that it (here: this emulator) does not do. */
export const notImplemented = (what: string): AwsError =>
  new AwsError('NotImplemented', `A header or setting you provided implies functionality that is not implemented: ${what}`, 501, {
    Header: what,
  });
