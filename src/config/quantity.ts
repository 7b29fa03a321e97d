import { z } from 'zod';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** `300ms`, `5s`, `10m`, `1h` -> milliseconds. A bare number is refused: its unit would be anybody's guess. */
export const duration = z
  .string({ error: 'must be a duration with its unit, such as 300ms, 5s or 10m' })
  .regex(/^\d+(\.\d+)?(ms|s|m|h)$/, { error: 'must be a duration with its unit, such as 300ms, 5s or 10m' })
  .transform((text) => {
    const [, amount = '0', unit = 'ms'] = /^([\d.]+)(ms|s|m|h)$/.exec(text) ?? [];
    return Number(amount) * unitMs[unit as keyof typeof unitMs];
  });

/** `0.1%` -> 0.001. */
export const share = z
  .string({ error: 'must be a percentage, such as 0.1%' })
  .regex(/^\d+(\.\d+)?%$/, { error: 'must be a percentage, such as 0.1%' })
  .refine((text) => Number.parseFloat(text) <= 100, { error: 'must be at most 100%' })
  // Written in decimals: 99.9% is 0.999 and not 0.9990000000000001.
  .transform((text) => Number((Number.parseFloat(text) / 100).toPrecision(12)));

/** `50/s` -> 50. */
export const ratePerSecond = z
  .string({ error: 'must be a rate per second, such as 50/s' })
  .regex(/^\d+(\.\d+)?\/s$/, { error: 'must be a rate per second, such as 50/s' })
  .transform((text) => Number.parseFloat(text))
  .refine((rate) => rate > 0, { error: 'must be above 0/s' });
