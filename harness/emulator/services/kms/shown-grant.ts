import type { GrantListEntry } from '@aws-sdk/client-kms';
import type { GrantRow } from './state.ts';

export function shownGrant(grant: GrantRow, keyArn: string): GrantListEntry {
  const { constraint, retiring } = grant;
  return {
    KeyId: keyArn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: new Date(grant.createdAt),
    GranteePrincipal: grant.grantee,
    ...(retiring === undefined ? {} : { RetiringPrincipal: retiring }),
    IssuingAccount: grant.issuer,
    Operations: [...grant.operations],
    ...(constraint === undefined
      ? {}
      : {
          Constraints: { [constraint.kind === 'equals' ? 'EncryptionContextEquals' : 'EncryptionContextSubset']: { ...constraint.pairs } },
        }),
  };
}
