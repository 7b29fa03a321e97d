import type { Happening } from '../model/evidence.ts';

/** Told what is going on, for a person who watches. Nothing depends on it. */
export interface Progress {
  stepStarted(environment: string, step: string): void;
  happened(happening: Happening): void;
  note(text: string): void;
}
