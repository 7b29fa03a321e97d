import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir } from '../../src/cli/cache-dir.ts';
import { createRehearsal } from '../../src/index.ts';
import { theProjects } from '../the-projects.ts';
import { peakMiB } from './in-use.ts';

/** The sample's whole path: its time and what of it the project's own commands and k6's measuring took, in ms; its memory in MiB. */
export interface Path {
  readonly ms: number;
  readonly projectsMs: number;
  readonly peak: number;
}

const quiet = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };

/** Throws where the sample is not released. */
export async function wholePath(backend: 'embedded' | 'containers'): Promise<Path> {
  const out = await mkdtemp(join(tmpdir(), 'rehearse-bench-'));
  const options = { project: null, out, cacheDir: cacheDir(process.env), backend, approveAs: 'Priya Raman', progress: quiet };
  const { done, peak } = await peakMiB(async () => {
    const startedAt = performance.now();
    const end = await createRehearsal(options).run();
    return { ...end, ms: performance.now() - startedAt };
  });
  const { ms } = done;
  await rm(out, { recursive: true, force: true });
  if (done.record?.outcome !== 'released') throw new Error(`the run in ${backend} was not released: ${JSON.stringify(done.result)}`);
  const gates = done.record.stages.flatMap((stage) => stage.gates);
  const projectsMs = gates.reduce((sum, { gate, durationMs }) => sum + (theProjects.has(gate) ? durationMs : 0), 0);
  return { ms, projectsMs, peak };
}
