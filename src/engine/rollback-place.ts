const step = '/roll-back-by-hand';

/** Where a run stands that is rolled back by hand, as the ledger names it: `production/roll-back-by-hand`. A run's own is `production/roll-back`. */
export function rollbackPlace(environment: string): string {
  return `${environment}${step}`;
}

/** The environment of such a place; null of any other. */
export function rolledBackAt(place: string | null): string | null {
  return place?.endsWith(step) === true ? place.slice(0, -step.length) : null;
}
