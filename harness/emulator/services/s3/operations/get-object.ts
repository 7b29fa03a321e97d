import { GetObject$ } from '@aws-sdk/client-s3';
import type { GetObjectOutput, GetObjectRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { checkReadConditions } from '../conditions.ts';
import { permanentRedirect } from '../errors.ts';
import { describeObject, readMembers, statusOfRead, wantedRange } from '../object-answer.ts';
import { vaultOf } from '../object-encryption.ts';
import { requireObject } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';

export const getObject = defineOperation<GetObjectRequest, GetObjectOutput>({
  schema: GetObject$,
  accepts: readMembers,
  authorise: (input, context) => wantsOfRead(input, context, 's3:GetObject', 's3:GetObjectVersion'),
  status: statusOfRead,
  async handle(input, context) {
    const found = findBucket(input, context);
    // Lambda asks its own region's S3 for a function's code, which sends it on, and it doesn't go.
    if (context.viaService === 'lambda' && found.region !== context.region) throw permanentRedirect(found.region);
    const object = requireObject(found, input.Key ?? '', input.VersionId, 'GET');
    checkReadConditions(input, object);
    const range = wantedRange(input, object);
    const vault = await vaultOf(object.encryption, found, context);
    const bytes = vault.get(object.blob);
    return {
      ...describeObject(input, found, object, range),
      Body: range === undefined ? bytes : bytes.subarray(range.first, range.last + 1),
    };
  },
});
