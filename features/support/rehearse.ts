import { createRehearsal, type Happening, type RehearsalEnd, type RehearsalOptions } from '../../src/index.ts';
import { backend } from './backend.ts';
import { cacheDir } from './places.ts';

/** A rehearsal that has ended, and what it told a person on the way. */
export interface Rehearsed extends RehearsalEnd {
  readonly notes: readonly string[];
}

export type Wanted = Omit<RehearsalOptions, 'cacheDir' | 'progress'> & { readonly onHappening?: (happening: Happening) => void };

export async function rehearse({ onHappening, ...options }: Wanted): Promise<Rehearsed> {
  const notes: string[] = [];
  const progress = {
    stepStarted: () => undefined,
    happened: (happening: Happening) => onHappening?.(happening),
    note: (text: string) => void notes.push(text),
  };
  const end = await createRehearsal({ backend: backend(), ...options, cacheDir, progress }).run();
  return { ...end, notes };
}
