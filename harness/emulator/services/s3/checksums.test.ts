import { describe, expect, it } from 'vitest';
import { checksumOf, compositeChecksum, sentChecksum, verifyChecksum, verifyContentMd5 } from './checksums.ts';
import type { ChecksumAlgorithmName } from './checksums.ts';

const check = Buffer.from('123456789');

describe('checksums of objects', () => {
  // The catalogue of parametrised CRC algorithms' check values; the hashes as openssl gives them.
  const known: readonly (readonly [ChecksumAlgorithmName, string])[] = [
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ];

  it.each(known)('%s of the check string is the published one', (algorithm, hex) => {
    expect(Buffer.from(checksumOf(algorithm, check), 'base64').toString('hex')).toBe(hex);
  });

  it.each([0, 1, 7, 8, 9, 64, 1000])('CRC64NVME of %i bytes is what the bit-by-bit definition gives', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 0xff);
    expect(Buffer.from(checksumOf('CRC64NVME', bytes), 'base64').toString('hex')).toBe(bitByBit(bytes));
  });

  it('a composite checksum is over the parts’ raw checksums and counts them', () => {
    const parts = ['a', 'b'].map((part) => checksumOf('SHA256', Buffer.from(part)));
    const raw = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
    expect(compositeChecksum('SHA256', parts)).toBe(`${checksumOf('SHA256', raw)}-2`);
  });

  it('refuses a wrong checksum, a malformed one and two at once', () => {
    expect(() => verifyChecksum('CRC32', checksumOf('CRC32', Buffer.from('other')), check)).toThrow(/CRC32 you specified did not match/);
    expect(() => verifyChecksum('CRC32', 'bad', check)).toThrow(/x-amz-checksum-crc32 header is invalid/);
    expect(() => sentChecksum({ ChecksumCRC32: 'a', ChecksumSHA1: 'b' })).toThrow(/Multiple checksum Types/);
  });

  it('refuses a Content-MD5 that is malformed or of other bytes', () => {
    expect(() => verifyContentMd5('abc', check)).toThrow(/was invalid/);
    expect(() => verifyContentMd5('rL0Y20zC+Fzt72VPzMSk2A==', check)).toThrow(/did not match/);
  });
});

function bitByBit(bytes: Uint8Array): string {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1n) === 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
  }
  return (crc ^ 0xffffffffffffffffn).toString(16).padStart(16, '0');
}
