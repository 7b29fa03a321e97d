import { constraint } from '../errors.ts';
import type { TableClass } from '../state.ts';

export function readTableClass(tableClass: string): TableClass {
  if (tableClass === 'STANDARD' || tableClass === 'STANDARD_INFREQUENT_ACCESS') return tableClass;
  throw constraint('tableClass', tableClass, 'Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]');
}
