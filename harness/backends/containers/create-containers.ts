import type { WorldPlan } from '../backend.ts';
import type { Engine } from './engine.ts';
import { startDatabase } from './start-database.ts';
import { startLocalStack } from './start-localstack.ts';
import type { WorldContainers } from './world-file.ts';

/** One network, one LocalStack, a Postgres an environment; all at once. Throws only when nothing is starting any more. */
export async function createContainers(
  engine: Engine,
  plan: WorldPlan,
  id: string,
  labels: Readonly<Record<string, string>>,
  following: DisposableStack,
): Promise<WorldContainers> {
  const network = `rehearsal-${id}`;
  await engine.network.create({ Name: network, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } });
  const shared = { network, labels, logsDir: plan.logsDir };
  const socket = engine.info.containerRuntime.remoteSocketPath;
  const wanted = plan.environments.filter((environment) => environment.database);
  const [localstack, postgres] = await Promise.allSettled([
    startLocalStack({ ...shared, name: `${network}-localstack`, socket }, following),
    Promise.allSettled(
      wanted.map(({ name }) => startDatabase({ ...shared, name: `${network}-postgres-${name}`, environment: name }, following)),
    ),
  ]);
  return { network, localstack: started(localstack), postgres: started(postgres).map(started) };
}

function started<Value>(end: PromiseSettledResult<Value>): Value {
  if (end.status === 'rejected') throw end.reason;
  return end.value;
}
