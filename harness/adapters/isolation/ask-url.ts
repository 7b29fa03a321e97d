import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsClients } from '../aws/accounts.ts';

/** A signed GET of a function URL that IAM protects; there is no SDK client that makes one. Throws a denial as SDK clients do. */
export async function askUrl({ options }: AwsClients, address: string): Promise<void> {
  const { hostname, host, pathname, protocol } = new URL(address);
  const { accessKeyId, secretAccessKey, sessionToken } = await options.credentials();
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const signer = new SignatureV4({ credentials, service: 'lambda', region: options.region, sha256: Sha256 });
  const signed = await signer.sign({ method: 'GET', protocol, hostname, path: pathname, headers: { host } });
  const response = await fetch(address, { headers: signed.headers });
  await response.arrayBuffer();
  if (response.status === 403) throw Object.assign(new Error(`${address} answered 403`), { name: 'AccessDeniedException' });
}
