import type { Happening } from '../../model/evidence.ts';

/** What people type between two runs or after the last one: it takes no run's end from it. */
export const typedByPeople = ['approval-given', 'waiver-given', 'flag-switched'] as const satisfies readonly Happening['kind'][];

/** The last thing that the run itself has to say. */
export function lastOfRun(happenings: readonly Happening[]): Happening | undefined {
  return happenings.findLast(({ kind }) => !typedByPeople.some((typed) => typed === kind));
}
