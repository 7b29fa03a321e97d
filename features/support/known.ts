/** The value; throws where there is none, saying why. */
export function known<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new Error(why);
  return value;
}
