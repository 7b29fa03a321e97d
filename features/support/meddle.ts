import { DeleteObjectTaggingCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { WorldAccess } from '../../src/index.ts';

/** What somebody with the registry's own keys can do, with an ordinary client: the tool can't tell it from life. In the copy of `region`, where one is named. */
export function changeZip(access: WorldAccess, region = access.region): Promise<void> {
  const bucket = access.bucket.replace(access.region, region);
  return withZip({ ...access, bucket, region }, async (s3, at) => {
    const { Body: body } = await s3.send(new GetObjectCommand(at));
    const bytes = (await body?.transformToByteArray()) ?? new Uint8Array();
    // A zip's readers look for its end from behind: bytes before the first entry leave it as good as it was.
    await s3.send(new PutObjectCommand({ ...at, Body: Buffer.concat([Buffer.from('#'), bytes]) }));
  });
}

export function takeTagsOff(access: WorldAccess): Promise<void> {
  return withZip(access, async (s3, at) => void (await s3.send(new DeleteObjectTaggingCommand(at))));
}

async function withZip(
  { endpoint, region, bucket, credentials, prefix }: WorldAccess,
  act: (s3: S3Client, at: { readonly Bucket: string; readonly Key: string }) => Promise<void>,
): Promise<void> {
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    const { Contents: objects = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const key = objects.map((object) => object.Key ?? '').find((name) => name.endsWith('create-payment.zip'));
    if (key === undefined) throw new Error(`no function's zip lies below ${prefix}`);
    await act(s3, { Bucket: bucket, Key: key });
  } finally {
    s3.destroy();
  }
}
