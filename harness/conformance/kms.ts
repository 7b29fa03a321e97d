import { kmsAccess } from './kms-access.ts';
import { kmsCryptography } from './kms-cryptography.ts';
import { kmsKeys } from './kms-keys.ts';
import type { Conformance } from './suite.ts';

export const kms: Conformance = { service: 'kms', cases: [...kmsKeys, ...kmsCryptography, ...kmsAccess] };
