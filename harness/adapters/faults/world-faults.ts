import type { Fault } from '../../../src/model/fault.ts';
import type { Faults, PlantedFault } from '../../../src/ports/faults.ts';
import type { EmulatorControl, World, WorldPlan } from '../../backends/backend.ts';
import { type Connection, crashRestart, holdConnections } from '../../postgres/index.ts';
import { environmentOf } from '../aws/sessions.ts';
import type { StackFunctions } from '../deploy/stack-functions.ts';
import { emulatorFaults } from './emulator-faults.ts';

export interface WorldFaultsOptions {
  readonly world: Pick<World, 'control' | 'postgresOf'>;
  readonly plan: WorldPlan;
  readonly functions: Pick<StackFunctions, 'of'>;
  /** Whose connections use up the database server's: an application's, for a superuser gets in always. */
  readonly applicationLogin: (environment: string) => Promise<Connection>;
  readonly now: () => Date;
}

/** Faults of the accounts by the emulator's own control, faults of a database at its server. */
export class WorldFaults implements Faults {
  readonly #options: WorldFaultsOptions;
  readonly #ends = new Map<string, Set<() => Promise<void>>>();

  constructor(options: WorldFaultsOptions) {
    this.#options = options;
  }

  get lacking(): string | null {
    return this.#options.world.control === null ? 'faults' : null;
  }

  async plant(environment: string, fault: Fault): Promise<PlantedFault> {
    const end = await this.#begin(environment, fault);
    const ends = this.#ends.get(environment) ?? new Set();
    this.#ends.set(environment, ends.add(end));
    const remove = async (): Promise<void> => {
      if (!ends.delete(end)) return;
      await end();
    };
    return { since: this.#options.now().toISOString(), remove, [Symbol.asyncDispose]: remove };
  }

  /** Connections end with the process that held them, and an emulator that a killed run left is ended before one starts: what is left is this process's. */
  async clear(environment: string): Promise<void> {
    const ends = [...(this.#ends.get(environment) ?? [])];
    this.#ends.delete(environment);
    for (const end of ends) await end();
    const { control } = this.#options.world;
    const { account } = environmentOf(this.#options.plan, environment);
    for (const { id, fault } of (await control?.list()) ?? []) if (fault.account === account) await control?.remove(id);
  }

  async #begin(environment: string, fault: Fault): Promise<() => Promise<void>> {
    const { world, applicationLogin } = this.#options;
    switch (fault.kind) {
      case 'versions':
      case 'operation':
        return await this.#inAccount(environment, fault);
      case 'database-restart': {
        const { host, port, superuser } = world.postgresOf(environment);
        await crashRestart({ host, port, ...superuser });
        return () => Promise.resolve();
      }
      case 'connection-exhaustion': {
        const held = await holdConnections(await applicationLogin(environment));
        return async () => await held[Symbol.asyncDispose]();
      }
    }
  }

  async #inAccount(environment: string, fault: Extract<Fault, { readonly kind: 'versions' | 'operation' }>): Promise<() => Promise<void>> {
    const { world, plan, functions } = this.#options;
    const { account, region, database } = environmentOf(plan, environment);
    const databasePort = database ? world.postgresOf(environment).fromFunctions.port : null;
    const place = { account, region, functions: await functions.of(environment), databasePort };
    const control = controlOf(world);
    const planted: string[] = [];
    const end = async (): Promise<void> => {
      for (const id of planted) await control.remove(id);
    };
    try {
      for (const each of emulatorFaults(fault, place)) planted.push((await control.plant(each)).id);
    } catch (cause) {
      await end();
      throw cause;
    }
    return end;
  }
}

function controlOf({ control }: Pick<World, 'control'>): EmulatorControl {
  if (control === null) throw new Error('This backend can plant no faults.');
  return control;
}
