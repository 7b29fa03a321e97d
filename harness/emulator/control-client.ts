import type { Fault, PlantedFault } from './kernel/faults/fault.ts';
import type { HookTicket, LifecycleHook } from './kernel/lifecycle-hooks.ts';
import type { ControlAddress } from './http/control.ts';

/** What the owner of an emulator that runs in another process may do there: plant faults, and wait for hooks. */
export interface EmulatorControl {
  /** In effect when it answers. Throws where the emulator refuses it. */
  plant(fault: Fault): Promise<PlantedFault>;
  /** False where there is none of that name (any more). */
  remove(id: string): Promise<boolean>;
  list(): Promise<readonly PlantedFault[]>;
  /** An execution of a deployment's hook, for the hook to report on. */
  openHook(account: string, region: string): Promise<HookTicket>;
  /** What it reported so far; null of one that nobody opened. */
  hookStatus(executionId: string): Promise<LifecycleHook['status'] | null>;
}

export function controlClient({ url, token }: ControlAddress): EmulatorControl {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { readonly error?: string };
    if (!response.ok) throw new Error(`The emulator refused ${method} ${path}: ${answer.error ?? String(response.status)}`);
    return answer;
  };
  return {
    plant: async (fault) => (await ask('POST', '/faults', fault)) as PlantedFault,
    remove: async (id) => ((await ask('DELETE', `/faults/${id}`)) as { readonly removed: boolean }).removed,
    list: async () => (await ask('GET', '/faults')) as readonly PlantedFault[],
    openHook: async (account, region) => (await ask('POST', `/hooks/${account}/${region}`)) as HookTicket,
    hookStatus: async (executionId) => {
      const { hook } = (await ask('GET', `/hooks/${encodeURIComponent(executionId)}`)) as { readonly hook: LifecycleHook | null };
      return hook?.status ?? null;
    },
  };
}
