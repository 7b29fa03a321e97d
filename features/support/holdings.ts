import { join } from 'node:path';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readKeptWorld, rootAccess } from '../../harness/index.ts';

/** By account: its buckets with each object's digest, and its secrets with their values. Database logins are without the port, which a restart changes. */
export type Holdings = Readonly<Record<string, readonly string[]>>;

/** Of these environments, seen from outside. The tooling account is not among them: every build is kept in its registry. */
export async function holdingsOf(out: string, environments: readonly string[]): Promise<Holdings> {
  const kept = await readKeptWorld(join(out, 'state/world'));
  if (kept === null) throw new Error(`no world was left up in ${out}`);
  const places = kept.environments.filter(({ name }) => environments.includes(name));
  const all = await Promise.all(
    places.map(async ({ name, account, region }) => {
      const { endpoint, ...credentials } = rootAccess(kept, account);
      const config = { endpoint, region, credentials };
      const s3 = new S3Client({ ...config, forcePathStyle: true });
      const secrets = new SecretsManagerClient(config);
      try {
        return [name, [...(await objectsIn(s3)), ...(await secretsIn(secrets))]] as const;
      } finally {
        s3.destroy();
        secrets.destroy();
      }
    }),
  );
  return Object.fromEntries(all);
}

async function objectsIn(s3: S3Client): Promise<readonly string[]> {
  const { Buckets: buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const listed = await Promise.all(
    buckets.map(async ({ Name: Bucket = '' }) => {
      const { Contents: objects = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return [Bucket, ...objects.map(({ Key: key = '', ETag: etag = '' }) => `${Bucket}/${key} ${etag}`)];
    }),
  );
  return listed.flat();
}

async function secretsIn(secrets: SecretsManagerClient): Promise<readonly string[]> {
  const { SecretList: listed = [] } = await secrets.send(new ListSecretsCommand({}));
  return await Promise.all(
    listed.map(async ({ Name: name = '' }) => {
      const { SecretString: value = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
      return `${name} ${value.replace(/"port":\d+/, '"port":0')}`;
    }),
  );
}
