import { ok } from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRehearsal, type RehearsalEnd } from '../compose.ts';
import type { GateRecord, RehearsalRecord, StageRecord } from '../model/record.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

export interface LibraryOptions {
  /** The repository to rehearse, unless a scenario names another; the shipped sample where absent. */
  readonly project?: string;
  /** What runs share: prepared clusters, built k6, dependencies. */
  readonly cacheDir: string;
  /** More options of every run. */
  readonly run?: Partial<Omit<RehearsalOptions, 'project' | 'out' | 'cacheDir' | 'progress'>>;
}

const silent = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };

/** One scenario's release: what is rehearsed, and how it went. Answers fail with a sentence where there is nothing to answer from. */
export class RehearsedRelease {
  readonly #options: LibraryOptions;
  #project: string | null;
  #end: RehearsalEnd | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
    this.#project = options.project === undefined ? null : resolve(options.project);
  }

  useProject(folder: string): void {
    this.#project = resolve(folder);
  }

  async rehearse(more: Partial<RehearsalOptions>): Promise<void> {
    const { cacheDir, run } = this.#options;
    const out = await mkdtemp(join(tmpdir(), 'rehearsal-'));
    this.#end = await createRehearsal({ ...run, ...more, project: this.#project, out, cacheDir, progress: silent }).run();
  }

  get end(): RehearsalEnd {
    ok(this.#end !== undefined, 'nothing was rehearsed in this scenario yet');
    return this.#end;
  }

  get record(): RehearsalRecord {
    const { record, result } = this.end;
    ok(record !== null && result.kind === 'finished', `the rehearsal did not come to an end: ${JSON.stringify(result)}`);
    return record;
  }

  stage(environment: string): StageRecord {
    const stages = this.record.stages;
    const found = stages.find((stage) => stage.environment === environment);
    ok(found !== undefined, `there is no environment ${environment}: there are ${stages.map((stage) => stage.environment).join(', ')}`);
    return found;
  }

  /** The last time that the gate was run there. */
  gate(environment: string, name: string): GateRecord {
    const gates = this.stage(environment).gates;
    const found = gates.findLast(({ gate }) => gate === name);
    ok(found !== undefined, `${environment} has run no ${name} gate: it ran ${gates.map(({ gate }) => gate).join(', ') || 'none'}`);
    return found;
  }
}
