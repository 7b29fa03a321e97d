import { invalidParameter } from './errors.ts';

/** Page tokens carry where to go on, as text. AWS's are opaque too. */
export function toToken(place: string): string {
  return Buffer.from(place).toString('base64url');
}

export function fromToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const place = Buffer.from(token, 'base64url').toString('utf8');
  if (toToken(place) !== token) throw invalidParameter('The specified nextToken is invalid.');
  return place;
}
