type Metadata = Readonly<Record<string, string>>;

/**
 * User metadata as it is kept: encoded words of RFC 2047 are decoded.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
 */
export function keptMetadata(metadata: Metadata | undefined): Metadata {
  return mapped(metadata ?? {}, (value) => (value.includes('=?') ? decodeWords(value) : value));
}

/** As S3 answers it: what is beyond ASCII as an encoded word, of which the bytes stand for one character each, as the page's example has it. */
export function shownMetadata(metadata: Metadata): Metadata {
  return mapped(metadata, (value) => {
    if (!beyondAscii.test(value)) return value;
    const byteEach = Buffer.from(value, 'utf8').toString('latin1');
    return `=?UTF-8?B?${Buffer.from(byteEach, 'utf8').toString('base64')}?=`;
  });
}

const beyondAscii = /[^\0-\x7f]/;

function mapped(metadata: Metadata, change: (value: string) => string): Metadata {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, change(value)]));
}

function decodeWords(value: string): string {
  return value.replace(/=\?utf-8\?(?:b\?([A-Za-z0-9+/=]*)|q\?([\x21-\x3e\x40-\x7e]*))\?=/gi, (_word, base64?: string, quoted?: string) =>
    base64 === undefined ? decodeQuoted(quoted ?? '') : Buffer.from(base64, 'base64').toString('utf8'),
  );
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
