const isoDate = /^\d{4}(-\d{2}(-\d{2}([Tt]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/;
const largestSeconds = 2n ** 63n;

/**
 * Reads a date of a policy or a request, in milliseconds since 1970: W3C's ISO 8601 profile, UTC where no zone is given, or whole seconds
 * since 1970. NaN for anything else; NaN compares as false with everything, so it never matches.
 */
export function readInstant(value: string): number {
  if (/^\d{5,}$/.test(value)) return BigInt(value) < largestSeconds ? Number(value) * 1000 : Number.NaN;
  if (!isoDate.test(value)) return Number.NaN;
  const text = value.toUpperCase();
  const hasZone = !text.includes('T') || /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(text.indexOf('T')));
  return Date.parse(hasZone ? text : `${text}Z`);
}
