import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const kept = z.record(z.string(), z.record(z.string(), z.strictObject({ version: z.string(), weightPercent: z.number() })));

/** What an edge sends past the live alias: so much of a function's traffic, to the version behind its green one. */
export interface EdgeWeight {
  readonly version: string;
  readonly weightPercent: number;
}

/** Every edge's weight, in a file: they outlive a kill of the harness, as an alias's weights do in the account. */
export class EdgeWeights {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null where all of the function's traffic goes through its live alias. */
  of(environment: string, place: string): EdgeWeight | null {
    return this.#read()[environment]?.[place] ?? null;
  }

  /** On disk when it returns. */
  set(environment: string, place: string, weight: EdgeWeight | null): void {
    const all = this.#read();
    const { [place]: _former, ...others } = all[environment] ?? {};
    const here = weight === null ? others : { ...others, [place]: weight };
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.unfinished`, JSON.stringify({ ...all, [environment]: here }));
    renameSync(`${this.#path}.unfinished`, this.#path);
  }

  /** Of a world that is no more, and in whose place there is a new one. */
  forget(): void {
    rmSync(this.#path, { force: true });
  }

  #read(): z.output<typeof kept> {
    return existsSync(this.#path) ? kept.parse(JSON.parse(readFileSync(this.#path, 'utf8'))) : {};
  }
}
