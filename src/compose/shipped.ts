import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package's own data lies: topologies, the sample, scenarios. */
export const shipped = fileURLToPath(new URL('../..', import.meta.url));

export const sample = {
  kind: 'sample',
  folder: join(shipped, 'scenarios/projects/payments'),
  history: join(shipped, 'scenarios/projects/payments.history'),
} as const;
