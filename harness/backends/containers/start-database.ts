import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Wait } from 'testcontainers';
import { imageOf } from './images.ts';
import { startContainer } from './start-container.ts';
import type { PostgresContainer } from './world-file.ts';

export const postgresPort = 5432;
const startLimitMs = 120_000;

export interface DatabasePlan {
  readonly environment: string;
  readonly name: string;
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly logsDir: string;
}

/**
 * An environment's Postgres, with the settings of the embedded one. Its data is in memory: LocalStack keeps nothing over an end either, and a
 * volume would be one more thing to leave behind.
 */
export async function startDatabase(plan: DatabasePlan, following: DisposableStack): Promise<PostgresContainer> {
  const password = randomBytes(24).toString('base64url');
  const alias = `postgres-${plan.environment}`;
  const started = await startContainer(
    {
      what: `Postgres of ${plan.environment}`,
      image: imageOf('postgres'),
      log: join(plan.logsDir, plan.environment, 'postgres.log'),
      configure: (container) =>
        container
          .withName(plan.name)
          .withLabels(plan.labels)
          .onNetworkAlone(plan.network, alias)
          .withTmpFs({ '/var/lib/postgresql/data': 'rw' })
          .withEnvironment({
            POSTGRES_USER: 'postgres',
            POSTGRES_PASSWORD: password,
            POSTGRES_INITDB_ARGS: '--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-sync',
          })
          .withCommand(['postgres', '-c', 'fsync=off', '-c', 'shared_buffers=32MB', '-c', 'max_connections=100', '-c', 'TimeZone=UTC'])
          .withExposedPorts(postgresPort)
          // The image starts the server once to prepare it and then again to serve.
          .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
          .withStartupTimeout(startLimitMs),
    },
    following,
  );
  const { environment: name, network } = plan;
  return { name, container: started.getId(), port: started.getMappedPort(postgresPort), network, alias, password };
}
