import { z } from 'zod';
import type { LoadProfile } from '../model/load-profile.ts';

const times = z
  .string({ error: 'must be a multiple from 1x to 5x' })
  .regex(/^[1-5](\.\d+)?x$/, { error: 'must be a multiple from 1x to 5x' })
  .transform((text) => Number.parseFloat(text))
  .refine((value) => value <= 5, { error: 'must be at most 5x' });

/** `3x`, or `{ spike: 5x }`. */
export const loadProfileFile = z.union([times, z.strictObject({ spike: times })], {
  error: 'must be 1x to 5x, or spike: with one of them',
});

export function toLoadProfile(file: z.output<typeof loadProfileFile>): LoadProfile {
  return typeof file === 'number' ? { kind: 'steady', times: file } : { kind: 'spike', times: file.spike };
}
