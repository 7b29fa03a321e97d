import { bindService } from './kernel/loaded-service.ts';
import type { LoadedService } from './kernel/loaded-service.ts';
import type { ServiceRegistry } from './kernel/kernel.ts';
import type { ServiceHost } from './kernel/context.ts';
import type { ServiceDefinition } from './kernel/service.ts';
import { loadServiceModel } from './schema/load-service-model.ts';
import { servicePackages } from './schema/packages.ts';
import type { ServiceModel } from './schema/service-model.ts';

export type ServiceTable = Readonly<Record<string, () => Promise<ServiceDefinition>>>;

export interface LazyServices extends ServiceRegistry, AsyncDisposable {
  readonly names: readonly string[];
}

/** Loads, binds and starts each service once, when it is first asked for. `models` are those of services that no SDK package has: tests'. */
export function lazyServices(
  table: ServiceTable,
  host: () => ServiceHost,
  models: Readonly<Record<string, ServiceModel>> = {},
): LazyServices {
  const ready = new Map<string, LoadedService>();
  const loading = new Map<string, Promise<LoadedService>>();
  const namespaces = new Map([
    ...servicePackages.map(({ namespace, signingName }) => [namespace, signingName] as const),
    ...Object.values(models).map(({ namespace, signingName }) => [namespace, signingName] as const),
  ]);

  async function load(signingName: string, define: () => Promise<ServiceDefinition>): Promise<LoadedService> {
    const [definition, model] = await Promise.all([define(), models[signingName] ?? loadServiceModel(signingName)]);
    if (model === undefined) throw new Error(`No SDK package is listed for ${signingName}: add it to schema/packages.ts.`);
    const service = bindService(definition, model);
    service.running = await definition.start?.(host());
    ready.set(signingName, service);
    return service;
  }

  function find(signingName: string): LoadedService | Promise<LoadedService> | undefined {
    const loaded = ready.get(signingName);
    if (loaded !== undefined) return loaded;
    const define = Object.hasOwn(table, signingName) ? table[signingName] : undefined;
    if (define === undefined) return undefined;
    let promise = loading.get(signingName);
    if (promise === undefined) loading.set(signingName, (promise = load(signingName, define)));
    return promise;
  }

  return {
    names: Object.keys(table),
    find,
    findByNamespace: (namespace) => {
      const signingName = namespaces.get(namespace);
      return signingName === undefined ? undefined : find(signingName);
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(loading.values());
      for (const { running } of ready.values()) await running?.[Symbol.asyncDispose]();
    },
  };
}
