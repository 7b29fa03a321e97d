import type { Fault, PlantedFault } from './kernel/faults/fault.ts';
import type { ControlAddress } from './http/control.ts';

/** Plants faults in an emulator that runs in another process. */
export interface EmulatorControl {
  /** In effect when it answers. Throws where the emulator refuses it. */
  plant(fault: Fault): Promise<PlantedFault>;
  /** False where there is none of that name (any more). */
  remove(id: string): Promise<boolean>;
  list(): Promise<readonly PlantedFault[]>;
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
  };
}
