import { z } from 'zod';
import { timelessEffects, type VersionEffect } from '../model/fault.ts';
import { duration } from './quantity.ts';

/** What is planted into the new versions: a word, or `{ latency: 2s }`. */
export const faultFile = z.union([z.enum(timelessEffects), z.strictObject({ latency: duration })]);

export function toEffect(fault: z.output<typeof faultFile>): VersionEffect {
  return typeof fault === 'string' ? { kind: fault } : { kind: 'latency', forMs: fault.latency };
}
