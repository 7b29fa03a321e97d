import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeySpec } from '@aws-sdk/client-kms';
import { detailsOf } from './key-specs.ts';
import type { KeyMaterial } from './state.ts';

const makePair = promisify(generateKeyPair);

/** New material, random and not from the emulator's seed: it keeps secrets. */
export async function newMaterial(spec: KeySpec): Promise<KeyMaterial> {
  const details = detailsOf(spec);
  if (details.kind === 'symmetric') return newSecret(32);
  if (details.kind === 'hmac') return newSecret(details.bytes);
  const { privateKey, publicKey } =
    details.kind === 'rsa' ? await makePair('rsa', { modulusLength: details.bits }) : await makePair('ec', { namedCurve: details.curve });
  return {
    kind: 'pair',
    id: newId(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}

export function newSecret(bytes: number): Extract<KeyMaterial, { kind: 'secret' }> {
  return { kind: 'secret', id: newId(), secret: randomBytes(bytes).toString('base64') };
}

/** Key material ids are 64 hex digits. */
const newId = (): string => randomBytes(32).toString('hex');
