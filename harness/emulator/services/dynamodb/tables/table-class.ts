import { constraint } from '../errors.ts';

const tableClasses = ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'];

export function checkTableClass(tableClass: string): string {
  if (!tableClasses.includes(tableClass))
    throw constraint('tableClass', tableClass, `Member must satisfy enum value set: [${tableClasses.join(', ')}]`);
  return tableClass;
}
