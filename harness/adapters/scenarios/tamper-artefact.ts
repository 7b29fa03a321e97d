import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strToU8, unzipSync, zipSync } from 'fflate';

/** A place in the world as somebody with the account's own keys reaches it. */
export interface RegistryAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** `{repo}/{commit}/`. */
  readonly prefix: string;
}

/**
 * Puts another zip in the place of one that was built: it still works and still answers, only its bytes are others. Ordinary S3 calls with the
 * registry account's own keys, as somebody would who has them.
 */
export async function tamperWithArtefact(access: RegistryAccess): Promise<string> {
  const { endpoint, region, bucket, credentials, prefix } = access;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  try {
    const { Contents: objects = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const key = objects.flatMap((object) =>
      object.Key?.endsWith('.zip') === true && !object.Key.includes('migrations') ? [object.Key] : [],
    )[0];
    if (key === undefined) throw new Error(`the registry has no zip below ${prefix}`);
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const files = unzipSync((await body?.transformToByteArray()) ?? new Uint8Array());
    const [name = 'index.mjs'] = Object.keys(files);
    files[name] = Buffer.concat([files[name] ?? new Uint8Array(), strToU8('\n// another hand\n')]);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zipSync(files) }));
    return key;
  } finally {
    s3.destroy();
  }
}
