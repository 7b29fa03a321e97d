import { spawnSync } from 'node:child_process';
import { containers } from '../harness/backends/containers.ts';
import { embedded } from '../harness/backends/embedded.ts';
import { wholePath } from './backends/whole-path.ts';
import { leastUp, worldUp } from './backends/world-up.ts';
import { median } from './client.ts';

/**
 * Both backends by turns in one run, an engine has to be here: a world of four environments from nothing to up, and the sample's whole path, each
 * with the memory that the machine had less at its peak. Medians of the rounds after a first one, which warms the caches. The floor of a world is
 * an empty Node process; that of the path is what the project's own commands and k6's measuring took of the embedded one:
 * `node bench/backends.ts [rounds of the path] [rounds of the world]`.
 */
const pathRounds = Number(process.argv[2] ?? 3);
const worldRounds = Number(process.argv[3] ?? 5);
if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0)
  throw new Error('No container engine answers (docker info failed): start Docker, and this again.');

const inContainers = containers({ emulator: 'localstack', isolation: 'shared' });
const up = { embedded: [] as Measured[], containers: [] as Measured[], floor: [] as Measured[] };
for (let round = 0; round <= worldRounds; round += 1) {
  up.embedded.push(await worldUp(embedded));
  up.containers.push(await worldUp(inContainers));
  up.floor.push(await leastUp());
}
const path = { embedded: [] as Measured[], containers: [] as Measured[], floor: [] as Measured[] };
for (let round = 0; round <= pathRounds; round += 1) {
  const here = await wholePath('embedded');
  path.embedded.push(here);
  path.containers.push(await wholePath('containers'));
  path.floor.push({ ms: here.projectsMs, peak: Number.NaN });
}

interface Measured {
  readonly ms: number;
  readonly peak: number;
}

function row(what: string, { embedded: one, containers: other, floor }: typeof up): string[] {
  const seconds = (measured: readonly Measured[]): number => median(measured.slice(1).map(({ ms }) => ms / 1000));
  const memory = (measured: readonly Measured[]): number => median(measured.slice(1).map(({ peak }) => peak));
  const [a, b, least] = [seconds(one), seconds(other), seconds(floor)];
  const times = (more: number, fewer: number): string => (Number.isNaN(more / fewer) ? 'not measured' : (more / fewer).toFixed(1));
  const digits = (value: number): string => (Number.isNaN(value) ? 'not measured' : value.toFixed(value < 10 ? 2 : 0));
  return [
    `| ${what}, s | ${digits(a)} | ${digits(b)} | ${times(b, a)} | ${digits(least)} |`,
    `| ${what}, MiB at the peak | ${digits(memory(one))} | ${digits(memory(other))} | ${times(memory(other), memory(one))} | ${digits(memory(floor))} |`,
  ];
}

process.stdout.write(
  [
    '| measured | embedded | containers | containers / embedded | floor |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...row('A world of four environments, up', up),
    ...row("The sample's whole path", path),
    '',
  ].join('\n'),
);
