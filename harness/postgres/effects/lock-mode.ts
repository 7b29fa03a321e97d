/** Postgres's table-level locks, the weakest first: https://www.postgresql.org/docs/17/explicit-locking.html#LOCKING-TABLES */
export const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;
export type LockMode = (typeof lockModes)[number];

/** The one that keeps more others out; null is no lock on a table that was there before. */
export function strongerLock(left: LockMode | null, right: LockMode | null): LockMode | null {
  if (left === null || right === null) return left ?? right;
  return lockModes.indexOf(left) >= lockModes.indexOf(right) ? left : right;
}

/** `AccessExclusiveLock`, as pg_locks has it -> `ACCESS EXCLUSIVE`, as the manual does; null where it is no table lock. */
export function lockModeNamed(mode: string): LockMode | null {
  const words = mode
    .replace(/Lock$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase();
  return lockModes.find((each) => each === words) ?? null;
}
