import { NotImplemented } from '../../kernel/not-implemented.ts';

/** AWS's own key, which needs no KMS to be asked for. Any other is refused: there is no KMS here to hold it. */
export function refuseOtherKeys(keyId: string | undefined): void {
  if (keyId === undefined || keyId === '' || keyId === 'alias/aws/secretsmanager') return;
  throw new NotImplemented(`A secret under the KMS key ${keyId}`);
}
