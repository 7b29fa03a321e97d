import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { errorOf } from '../error-of.ts';
import { makeUser, type ProbeUser } from '../make-user.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether one account's objects are another's only where a bucket policy says so. */
export const crossAccountDenial: Probe = {
  capability: 'cross-account-denial',
  try: async (place) => {
    const { otherAccount } = place;
    const { s3 } = place.owner(otherAccount);
    const Bucket = place.name('bucket');
    const user = await makeUser(place, 's3:GetObject');
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: locationOf(place.region) } }));
    place.afterwards(() => s3.send(new DeleteBucketCommand({ Bucket })));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'own', Body: 'own' }));
    place.afterwards(() => s3.send(new DeleteObjectCommand({ Bucket, Key: 'own' })));
    const read = (): Promise<string | null> =>
      errorOf(place.as(user.credentials, otherAccount).s3.send(new GetObjectCommand({ Bucket, Key: 'own' })));
    const refused = await read();
    if (refused === null) return lacking("another account's object was read without a bucket policy");
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyFor(user, Bucket) }));
    const stillRefused = await read();
    return stillRefused === null
      ? found(`another account's object was refused (${refused}) until a bucket policy gave it`)
      : lacking(`another account's object was refused (${stillRefused}) though a bucket policy gives it`);
  },
};

function policyFor({ arn }: ProbeUser, bucket: string): string {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** us-east-1 is where a bucket lies without one, and may not be named. */
function locationOf(region: string): 'eu-central-1' | undefined {
  return region === 'us-east-1' ? undefined : (region as 'eu-central-1');
}
