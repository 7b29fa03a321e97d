import { s3Access } from './s3-access.ts';
import { s3Buckets } from './s3-buckets.ts';
import { s3Encryption } from './s3-encryption.ts';
import { s3Multipart } from './s3-multipart.ts';
import { s3Objects } from './s3-objects.ts';
import { s3Versions } from './s3-versions.ts';
import type { Conformance } from './suite.ts';

export const s3: Conformance = {
  service: 's3',
  cases: [...s3Buckets, ...s3Objects, ...s3Versions, ...s3Multipart, ...s3Access, ...s3Encryption],
};
