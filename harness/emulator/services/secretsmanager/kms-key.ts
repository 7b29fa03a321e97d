import { parseArn } from '../../accounts/arn.ts';

/** The key to keep for a secret; undefined for AWS's own, which needs no KMS to be asked for. */
export function customerKey(keyId: string | undefined): string | undefined {
  return keyId === undefined || keyId === '' || keyId.endsWith('alias/aws/secretsmanager') ? undefined : keyId;
}

/** The key's ARN, or its alias's: what has no account in its name is of the secret's. */
export function keyArnOf(keyId: string, secretArn: string): string {
  if (keyId.startsWith('arn:')) return keyId;
  const { region = '', account = '' } = parseArn(secretArn) ?? {};
  return `arn:aws:kms:${region}:${account}:${keyId.startsWith('alias/') ? keyId : `key/${keyId}`}`;
}
