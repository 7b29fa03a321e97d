import { describe, expect, it } from 'vitest';
import { checksumBase64, isChecksumAlgorithm } from './checksum.ts';
import type { ChecksumAlgorithm } from './checksum.ts';

describe('checksums', () => {
  // The check values of the CRC catalogue and of the digests' standards, for "123456789".
  it.each<[ChecksumAlgorithm, string]>([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
    ['md5', '25f9e794323b453885f5181f1b624d0b'],
  ])('%s has its published check value', (algorithm, hex) => {
    expect(checksumBase64(algorithm, Buffer.from('123456789'))).toBe(Buffer.from(hex, 'hex').toString('base64'));
  });

  it('knows its algorithms by name, and no inherited ones', () => {
    expect(['crc32c', 'crc7', 'toString'].map(isChecksumAlgorithm)).toEqual([true, false, false]);
  });
});
