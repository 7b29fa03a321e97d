import { HeadObject$ } from '@aws-sdk/client-s3';
import type { HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { checkReadConditions } from '../conditions.ts';
import { describeObject, readMembers, statusOfRead, wantedRange } from '../object-answer.ts';
import { vaultOf } from '../object-encryption.ts';
import { requireObject } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';

export const headObject = defineOperation<HeadObjectRequest, HeadObjectOutput>({
  schema: HeadObject$,
  accepts: readMembers,
  authorise: (input, context) => wantsOfRead(input, context, 's3:GetObject', 's3:GetObjectVersion'),
  status: statusOfRead,
  async handle(input, context) {
    const found = findBucket(input, context);
    const object = requireObject(found, input.Key ?? '', input.VersionId, 'HEAD');
    checkReadConditions(input, object);
    // Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html ("Permissions"): the checksum alone needs the key.
    if (input.ChecksumMode === 'ENABLED') await vaultOf(object.encryption, found, context);
    return describeObject(input, found, object, wantedRange(input, object));
  },
});
