import type { Fault } from '../model/fault.ts';
import type { Happening } from '../model/evidence.ts';
import type { Faults, PlantedFault } from '../ports/faults.ts';
import type { Ports } from '../ports/ports.ts';

type Recording = Pick<Ports, 'clock' | 'evidence' | 'progress'>;

/** Writes each fault down before it is planted and when it is gone, so that a run that is taken up after a kill knows what was left. */
export function recordedFaults(faults: Faults, recording: Recording): Faults {
  return {
    lacking: faults.lacking,
    clear: (environment) => faults.clear(environment),
    plant: async (environment, what) => {
      const fault = planted(recording).length + 1;
      await write(recording, { kind: 'fault-planted', at: now(recording), environment, fault, what });
      const removed = (): Promise<void> => write(recording, { kind: 'fault-removed', at: now(recording), environment, fault, left: false });
      return await plant(faults, environment, what, removed);
    },
  };
}

async function plant(faults: Faults, environment: string, what: Fault, removed: () => Promise<void>): Promise<PlantedFault> {
  let there: PlantedFault;
  try {
    there = await faults.plant(environment, what);
  } catch (cause) {
    await faults.clear(environment);
    await removed();
    throw cause;
  }
  let gone: Promise<void> | null = null;
  const remove = (): Promise<void> => {
    gone ??= there.remove().then(removed);
    return gone;
  };
  return { since: there.since, remove, [Symbol.asyncDispose]: remove };
}

/** Takes away what the ledger says was planted and not taken away: whoever planted it was killed. */
export async function clearLeftFaults(ports: Recording & Pick<Ports, 'faults'>): Promise<void> {
  const happenings = ports.evidence.entries().map((entry) => entry.happening);
  const gone = new Set(happenings.flatMap((each) => (each.kind === 'fault-removed' ? [each.fault] : [])));
  for (const { environment, fault } of planted(ports)) {
    if (gone.has(fault)) continue;
    await ports.faults.clear(environment);
    await write(ports, { kind: 'fault-removed', at: now(ports), environment, fault, left: true });
  }
}

function planted({ evidence }: Pick<Recording, 'evidence'>): readonly Extract<Happening, { readonly kind: 'fault-planted' }>[] {
  return evidence.entries().flatMap(({ happening }) => (happening.kind === 'fault-planted' ? [happening] : []));
}

async function write({ evidence, progress }: Recording, happening: Happening): Promise<void> {
  await evidence.append(happening);
  progress.happened(happening);
}

function now({ clock }: Pick<Recording, 'clock'>): string {
  return clock.now().toISOString();
}
