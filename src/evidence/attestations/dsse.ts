import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { isSigned } from '../signing/is-signed.ts';
import type { RunSigner } from '../signing/open-signer.ts';

export const inTotoPayload = 'application/vnd.in-toto+json';

const envelopeSchema = z.strictObject({
  payloadType: z.literal(inTotoPayload),
  payload: z.base64(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.base64() })).length(1),
});

/** A DSSE envelope around a statement (github.com/secure-systems-lab/dsse), as a line of canonical JSON. */
export function envelopeOf(statement: unknown, signer: RunSigner): string {
  const payload = Buffer.from(canonicalJson(statement));
  const sig = Buffer.from(signer.sign(preAuthEncoding(inTotoPayload, payload))).toString('base64');
  const signatures = [{ keyid: signer.fingerprint, sig }];
  return `${canonicalJson({ payloadType: inTotoPayload, payload: payload.toString('base64'), signatures })}\n`;
}

/** What is signed: `DSSEv1 SP len(type) SP type SP len(body) SP body`, lengths in bytes. */
export function preAuthEncoding(payloadType: string, body: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${String(Buffer.byteLength(payloadType))} ${payloadType} ${String(body.length)} `;
  return Buffer.concat([Buffer.from(head), body]);
}

/** The statement inside; null where the text is no envelope that this key has signed. */
export function openEnvelope(text: string, publicKey: KeyObject): unknown {
  try {
    const envelope = envelopeSchema.parse(JSON.parse(text));
    const body = Buffer.from(envelope.payload, 'base64');
    const [signature] = envelope.signatures;
    const signed = isSigned(preAuthEncoding(envelope.payloadType, body), Buffer.from(signature?.sig ?? '', 'base64'), publicKey);
    return signed ? (JSON.parse(body.toString('utf8')) as unknown) : null;
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null;
    throw cause;
  }
}
