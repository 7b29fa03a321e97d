import { InvalidArgumentError } from 'commander';

export function parseCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return value;
}

export function parseLanes(text: string): number {
  const value = parseCount(text);
  if (value === 0) throw new InvalidArgumentError('It must be at least 1.');
  return value;
}

export function parsePace(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 1) throw new InvalidArgumentError('It must be a number of at least 1: time is not stretched.');
  return value;
}

export function parseAt(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('It must be an ISO 8601 instant, such as 2026-12-24T08:00:00Z.');
  return at;
}

export function parsePort(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 65_535) throw new InvalidArgumentError('It must be a port, 1 to 65535.');
  return value;
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `15m` ago, or an instant, in ms since 1970. */
export function parseAgo(text: string): number {
  const [, count = '', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const unitOf = unitMs[unit];
  if (unitOf !== undefined) return Date.now() - Number(count) * unitOf;
  const at = new Date(text).getTime();
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a time ago (90s, 15m, 2h, 1d) or an ISO 8601 instant.');
  return at;
}

/** `90s`, `5m`, `1h`, in ms. */
export function parseSpan(text: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const each = unit === undefined ? undefined : unitMs[unit];
  if (each === undefined || Number(amount) === 0) throw new InvalidArgumentError('It must be a time, such as 90s, 5m or 1h.');
  return Number(amount) * each;
}

const units = { d: 24 * 3_600_000, h: 3_600_000, m: 60_000 } as const;

/** `7d`, `12h`, `90m`, or an ISO 8601 date or instant. */
export function parseExpiry(text: string): { readonly kind: 'after'; readonly forMs: number } | { readonly kind: 'at'; readonly at: Date } {
  const [, amount, unit] = /^(\d+)([dhm])$/.exec(text) ?? [];
  if (amount !== undefined) return { kind: 'after', forMs: Number(amount) * units[unit as keyof typeof units] };
  const at = new Date(text);
  if (!/^\d{4}-/.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('It must be 7d, 12h, or a date, such as 2026-12-24.');
  return { kind: 'at', at };
}
