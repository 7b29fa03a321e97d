import { createHmac } from 'node:crypto';

/** Derived signing keys by secret and scope: they hold for a day, and four HMACs a request would be most of a signature's cost. */
const derived = new Map<string, Buffer>();
const maxDerived = 1000;

export function signingKey(secretAccessKey: string, date: string, region: string, service: string): Buffer {
  const address = `${secretAccessKey}/${date}/${region}/${service}`;
  const known = derived.get(address);
  if (known !== undefined) return known;
  let key: Buffer = hmac(`AWS4${secretAccessKey}`, date);
  for (const part of [region, service, 'aws4_request']) key = hmac(key, part);
  if (derived.size >= maxDerived) derived.clear();
  derived.set(address, key);
  return key;
}

export function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
