import { join } from 'node:path';
import { Given } from '@cucumber/cucumber';
import { oneStage, pathOverLastRelease, shortPath } from '../support/topologies.ts';
import type { RehearsalWorld } from '../support/world.ts';

const fileOf = (world: RehearsalWorld): string => join(world.folder, 'path.yaml');

Given('a path with the gates {list}', async function (this: RehearsalWorld, gates: readonly string[]) {
  this.topology = await oneStage(fileOf(this), gates);
});

Given('a path to production with the gates {list}', async function (this: RehearsalWorld, gates: readonly string[]) {
  this.topology = await shortPath(fileOf(this), gates);
});

Given(
  'a path to production with the gates {list} with at least {int} % of lines',
  async function (this: RehearsalWorld, gates: readonly string[], linesPercent: number) {
    this.topology = await shortPath(fileOf(this), lastWith(gates, `linesPercent: ${linesPercent}`));
  },
);

Given(
  'a path to production with the gates {list} with at least {int} samples',
  async function (this: RehearsalWorld, gates: readonly string[], samples: number) {
    this.topology = await shortPath(fileOf(this), lastWith(gates, `minSamples: ${samples}`));
  },
);

Given(
  'a path over the last release in {environment} with the gates:',
  async function (this: RehearsalWorld, environment: string, gates: string) {
    this.topology = await pathOverLastRelease(fileOf(this), environment, gates);
  },
);

function lastWith(gates: readonly string[], threshold: string): readonly string[] {
  return [...gates.slice(0, -1), `{ gate: ${gates.at(-1) ?? ''}, thresholds: { ${threshold} } }`];
}
