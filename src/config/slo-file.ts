import { z } from 'zod';
import type { Slos } from '../model/slo.ts';
import { duration, share } from './quantity.ts';

export const sloFile = z
  .strictObject({ availability: share.optional(), errorRate: share.optional(), p99: duration.optional() })
  .refine((slos) => Object.keys(slos).length > 0, { error: 'must promise something: availability, errorRate or p99' });

export function toSlos(slos: z.output<typeof sloFile> | undefined): Slos | null {
  if (slos === undefined) return null;
  return { availability: slos.availability ?? null, errorRate: slos.errorRate ?? null, p99Ms: slos.p99 ?? null };
}
