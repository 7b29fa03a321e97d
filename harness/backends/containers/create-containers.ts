import type { WorldPlan } from '../backend.ts';
import type { ChosenEmulator } from './emulators/emulator-of.ts';
import type { Engine } from './engine.ts';
import { planParts, type Isolation, type WorldPart } from './plan-parts.ts';
import { startDatabase } from './start-database.ts';
import { startEmulator } from './start-emulator.ts';
import type { WorldContainers } from './world-file.ts';

export interface NewContainers {
  readonly plan: WorldPlan;
  readonly id: string;
  readonly emulator: ChosenEmulator;
  readonly isolation: Isolation;
  readonly labels: Readonly<Record<string, string>>;
}

/** A network and an emulator a part, a Postgres an environment; all at once. Throws only when nothing is starting any more. */
export async function createContainers(engine: Engine, made: NewContainers, following: DisposableStack): Promise<WorldContainers> {
  const parts = planParts(made.plan, made.isolation, made.id);
  const settled = await Promise.allSettled(parts.map((part) => createPart(engine, part, made, following)));
  const created = settled.map(started);
  return { emulators: created.flatMap(({ emulators }) => emulators), postgres: created.flatMap(({ postgres }) => postgres) };
}

async function createPart(engine: Engine, part: WorldPart, made: NewContainers, following: DisposableStack): Promise<WorldContainers> {
  const { network, folder, accounts, environments } = part;
  const { emulator, labels, plan } = made;
  await engine.network.create({ Name: network, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } });
  const shared = { network, labels };
  const [emulators, postgres] = await Promise.allSettled([
    startEmulator(
      {
        ...shared,
        emulator,
        folder,
        name: `${network}-${emulator.name}`,
        accounts,
        logsDir: plan.logsDir,
        socket: engine.info.containerRuntime.remoteSocketPath,
      },
      following,
    ),
    Promise.allSettled(
      environments.map((environment) =>
        startDatabase({ ...shared, name: `rehearsal-${made.id}-postgres-${environment}`, environment, logsDir: plan.logsDir }, following),
      ),
    ),
  ]);
  return { emulators: [started(emulators)], postgres: started(postgres).map(started) };
}

function started<Value>(end: PromiseSettledResult<Value>): Value {
  if (end.status === 'rejected') throw end.reason;
  return end.value;
}
