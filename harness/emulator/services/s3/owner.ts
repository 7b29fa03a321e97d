import { createHash } from 'node:crypto';

/** An account's canonical user id: AWS's is an opaque 64-digit hex string that belongs to the account for ever. */
export function canonicalUserId(account: string): string {
  return createHash('sha256').update(`canonical user of ${account}`).digest('hex');
}

/** AWS gives no DisplayName since November 2025. */
export function ownerOf(account: string): { readonly ID: string } {
  return { ID: canonicalUserId(account) };
}
