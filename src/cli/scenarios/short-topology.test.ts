import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTopology } from '../../config/load-topology.ts';
import { gates } from '../../gates/index.ts';
import type { Topology } from '../../model/topology.ts';
import { shortTopology } from './short-topology.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehearse-short-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const shipped = join(import.meta.dirname, '../../../scenarios/topologies/four-environment.yaml');
const read = async (file: string): Promise<Topology> => loadTopology('t.yaml', await readFile(file, 'utf8'), new Set(gates.keys()));

describe('the shortened topology', () => {
  it('has every stage and gate of the whole one, and measures load and locks on less', async () => {
    const [whole, short] = [await read(shipped), await read(await shortTopology(shipped, join(folder, 'short.yaml')))];
    const differing = short.stages.flatMap((stage, index) =>
      stage.steps.filter((step, place) => JSON.stringify(step) !== JSON.stringify(whole.stages[index]?.steps[place])),
    );
    expect(differing.map((step) => (step.kind === 'gate' ? [step.gate, step.thresholds] : step))).toEqual([
      ['compatibility', { rows: 20_000 }],
      ['performance', { durationMs: 6_000, minSamples: 100 }],
    ]);
    const withoutThem = (topology: Topology): unknown =>
      JSON.parse(JSON.stringify(topology, (key, value: unknown) => (key === 'thresholds' ? undefined : value)));
    expect(withoutThem(short)).toEqual(withoutThem(whole));
  });

  it('leaves out of it, in containers, what their speed would decide', async () => {
    const gatesOf = (topology: Topology): readonly string[] =>
      topology.stages.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'gate' ? [step.gate] : [])));
    const [whole, short] = [await read(shipped), await read(await shortTopology(shipped, join(folder, 'containers.yaml'), 'containers'))];
    expect(gatesOf(short)).toEqual(gatesOf(whole).filter((gate) => gate !== 'performance'));
  });

  it('is refused of a topology that it would shorten nothing of', async () => {
    await writeFile(join(folder, 'other.yaml'), 'stages: []\n');
    await expect(shortTopology(join(folder, 'other.yaml'), join(folder, 'none.yaml'))).rejects.toThrow(/has no performance gate/);
  });
});
