import { crc32 } from 'node:zlib';

/**
 * Flyway's checksum: CRC-32 over the UTF-8 bytes of each line without its end, as a signed 32-bit number. LF, CRLF and CR end a line, a byte
 * order mark at the start doesn't count, so line ends and blank lines change nothing; trailing spaces and comments do.
 * Source: ChecksumCalculator of Flyway 10.21.0, and rows that it wrote.
 */
export function checksum(text: string): number {
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return crc32(withoutMark.replaceAll(/[\r\n]/g, '')) | 0;
}
