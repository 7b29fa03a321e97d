import { disabled, unsupported } from './errors.ts';
import type { KeyRow } from './state.ts';

/** @throws AwsError UnsupportedOperationException for keys that KMS never rotates by itself, DisabledException for a disabled one. */
export function checkRotatable(key: KeyRow): KeyRow {
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw unsupported('');
  if (!key.enabled) throw disabled(key.arn);
  return key;
}
