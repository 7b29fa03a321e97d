import { join } from 'node:path';
import type { WorldPlan } from '../harness/backends/backend.ts';
import { cacheDir } from '../src/cli/cache-dir.ts';

/** The four environments of the shipped path with nothing in them, below `out`. */
export function emptyWorld(out: string): WorldPlan {
  return {
    dataDir: join(out, 'world'),
    cacheDir: cacheDir(process.env),
    logsDir: join(out, 'logs'),
    tooling: { account: '111111111110', region: 'eu-west-1' },
    environments: ['local', 'dev', 'uat', 'production'].map((name, index) => ({
      name,
      account: String(index + 1).repeat(12),
      region: 'eu-west-1',
      regions: ['eu-west-1'],
      access: 'pipeline',
      database: true,
    })),
    seed: 1,
    lifetime: 'parent',
  };
}
