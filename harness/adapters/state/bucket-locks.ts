import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import type { LockHolder } from '../../../src/ports/promotion-lock.ts';
import type { AwsClients } from '../aws/accounts.ts';
import type { LockStore, Taken } from './lock-store.ts';

interface Found {
  readonly holder: LockHolder;
  readonly etag: string | undefined;
}

/** An object a lock, put on S3's conditions (If-None-Match, If-Match), where a backend has no DynamoDB. */
export class BucketLocks implements LockStore {
  readonly #pipeline: () => AwsClients;
  readonly #bucket: string;

  constructor(pipeline: () => AwsClients, bucket: string) {
    this.#pipeline = pipeline;
    this.#bucket = bucket;
  }

  async put(name: string, lock: LockHolder, now: string): Promise<Taken> {
    const present = await this.#read(name);
    if (present !== null && present.holder.owner !== lock.owner && present.holder.expires >= now) {
      return { kind: 'taken', holder: present.holder };
    }
    const condition = present?.etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: present.etag };
    try {
      await this.#pipeline().s3.send(new PutObjectCommand({ ...this.#at(name), Body: JSON.stringify(lock), ...condition }));
      return { kind: 'put', former: present?.holder ?? null };
    } catch (error) {
      const lost = error instanceof S3ServiceException && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name);
      if (!lost) throw error;
      const faster = (await this.#read(name))?.holder ?? { owner: 'somebody', since: now, expires: now };
      // Faster by a moment: oneself, where a lock is renewed while a step begins or the first answer was lost on the way, or somebody else.
      return faster.owner === lock.owner ? { kind: 'put', former: faster } : { kind: 'taken', holder: faster };
    }
  }

  async remove(name: string, owner: string): Promise<void> {
    if ((await this.#read(name))?.holder.owner !== owner) return;
    await this.#pipeline().s3.send(new DeleteObjectCommand(this.#at(name)));
  }

  async #read(name: string): Promise<Found | null> {
    try {
      const { Body: body, ETag: etag } = await this.#pipeline().s3.send(new GetObjectCommand(this.#at(name)));
      return { holder: JSON.parse((await body?.transformToString()) ?? '{}') as LockHolder, etag };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  #at(name: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key: `state/${name}.lock` };
  }
}
