import { constants, sign, verify } from 'node:crypto';
import type { MessageType, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { privateKeyOf, publicKeyOf } from './encrypt-bytes.ts';
import { invalidKeyUsage, validation } from './errors.ts';
import { algorithmsOf } from './key-specs.ts';
import type { KeyRow } from './state.ts';

/** What Sign and Verify say of the message alike. */
export interface SigningRequest {
  readonly Message: Uint8Array | undefined;
  readonly MessageType?: MessageType | undefined;
  readonly SigningAlgorithm: SigningAlgorithmSpec | undefined;
}

export function signMessage(key: KeyRow, request: SigningRequest): Uint8Array {
  const { hash, ...options } = readAlgorithm(key, request);
  return sign(hash, messageOf(request), { key: privateKeyOf(key), ...options });
}

export function signatureFits(key: KeyRow, request: SigningRequest, signature: Uint8Array): boolean {
  const { hash, ...options } = readAlgorithm(key, request);
  return verify(hash, messageOf(request), { key: publicKeyOf(key), ...options }, signature);
}

interface Algorithm {
  readonly hash: string;
  readonly padding?: number;
  readonly saltLength?: number;
}

function readAlgorithm(key: KeyRow, { SigningAlgorithm: algorithm }: SigningRequest): Algorithm {
  if (algorithm === undefined || algorithmsOf(key.spec, key.usage).SigningAlgorithms?.includes(algorithm) !== true) {
    throw invalidKeyUsage(`Algorithm ${String(algorithm)} is incompatible with key spec ${key.spec}.`);
  }
  const hash = `sha${algorithm.slice(-3)}`;
  if (algorithm.startsWith('RSASSA_PSS')) {
    return { hash, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
  return algorithm.startsWith('RSASSA') ? { hash, padding: constants.RSA_PKCS1_PADDING } : { hash };
}

/** A digest instead of the message is refused: Node's crypto signs no digests. */
function messageOf({ Message: message = new Uint8Array(), MessageType: type = 'RAW' }: SigningRequest): Uint8Array {
  if (type !== 'RAW') throw new NotImplemented(`The message type ${type} of signatures`);
  if (message.length >= 1 && message.length <= 4096) return message;
  throw validation("1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length of 1 to 4096");
}
