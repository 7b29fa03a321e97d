import { invalidArgument } from './errors.ts';

const largestPage = 1000;

/** max-keys, max-uploads, max-parts: at most a thousand, whatever is asked. */
export function pageSize(asked: number | undefined, parameter: string): number {
  if (asked === undefined) return largestPage;
  if (!Number.isInteger(asked))
    throw invalidArgument(`Provided ${parameter} not an integer or within integer range`, parameter, String(asked));
  if (asked < 0 || asked > 2_147_483_647)
    throw invalidArgument(`Argument ${parameter} must be an integer between 0 and 2147483647`, parameter, String(asked));
  return Math.min(asked, largestPage);
}

/** Keys as they stand in the answer: percent-encoded where the caller asked for it, because XML can't hold all of them. */
export type KeyEncoder = (key: string) => string;

export function keyEncoder(encodingType: string | undefined): KeyEncoder {
  if (encodingType === undefined) return (key) => key;
  if (encodingType !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  return encodeKey;
}

/** As Java's URLEncoder with slashes kept: what S3 answers. */
function encodeKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Continuation tokens are opaque: here the last key or common prefix of the page. */
export function makeToken(last: string): string {
  return `1${Buffer.from(last).toString('base64url')}`;
}

export function readToken(token: string): string {
  const last = Buffer.from(token.slice(1), 'base64url').toString();
  if (!token.startsWith('1') || makeToken(last) !== token)
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  return last;
}
