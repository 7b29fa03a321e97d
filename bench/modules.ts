import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { removeRun } from '../harness/adapters/rehearsal/out-folder.ts';
import { median } from './client.ts';
import type { Floor } from './modules/floor-process.ts';
import { functionsPerModule } from './modules/generated-function.ts';
import { growthOf } from './modules/growth.ts';
import { type Memory, type Processor, ProcessTree } from './modules/process-tree.ts';
import type { Rehearsed } from './modules/rehearse-process.ts';
import { writeProject } from './modules/write-project.ts';

/**
 * How a rehearsal grows with the project: `node bench/modules.ts [rounds] [sizes]`. Each size in turn, floor and rehearsal one after the
 * other, each in a process of its own; medians of the rounds, after one of the smallest size that warms the caches.
 */
const rounds = Number(process.argv[2] ?? 3);
const sizes = (process.argv[3] ?? '1,5,10,20').split(',').map(Number);
const theProjects = new Set(['lint', 'unit', 'integration', 'contract', 'acceptance', 'smoke']);

interface Measured extends Rehearsed {
  readonly ownMs: number;
  readonly floorMs: number;
  readonly peak: Memory;
  readonly processor: Processor;
}

interface Watched<Output> extends Pick<Measured, 'peak' | 'processor'> {
  readonly output: Output;
}

const growths: readonly (readonly [string, (one: Measured) => number])[] = [
  ['Whole run', (one) => one.totalMs],
  ["The harness's own share", (one) => one.ownMs],
  // Where the machine is busy with other things too, this is what can be believed.
  ['Processor time of harness and emulator', ({ processor }) => processor.harness + processor.emulator],
];

const scratch = mkdtempSync(join(tmpdir(), 'bench-modules-'));
const load = (loadavg()[0] ?? 0).toFixed(1);
try {
  for (const size of sizes) writeProject(projectOf(size), size);
  const measured = new Map(sizes.map((size) => [size, [] as Measured[]]));
  await measure(sizes[0] ?? 1);
  for (let round = 0; round < rounds; round += 1) for (const [size, list] of measured) list.push(await measure(size));
  process.stdout.write(`${report(measured)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function projectOf(size: number): string {
  return join(scratch, `modules-${size}`);
}

async function measure(size: number): Promise<Measured> {
  const { output: floor } = await inProcess<Floor>('floor-process.ts', size);
  const { output: run, peak, processor } = await inProcess<Rehearsed>('rehearse-process.ts', size);
  const checks = Object.entries(run.gates).filter(([gate]) => theProjects.has(gate));
  return { ...run, ownMs: run.totalMs - checks.reduce((sum, [, ms]) => sum + ms, 0), floorMs: floor.totalMs, peak, processor };
}

/** Runs a program on a size's project with its memory watched. @throws Error where it ended otherwise than well. */
async function inProcess<Output>(program: string, size: number): Promise<Watched<Output>> {
  const out = join(scratch, 'out');
  const path = fileURLToPath(new URL(`modules/${program}`, import.meta.url));
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(process.execPath, [path, projectOf(size), out], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const tree = new ProcessTree(child.pid ?? 0);
  const looking = setInterval(() => tree.look(), 200);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = await text(child.stdout);
  const code = await ended;
  clearInterval(looking);
  if (code !== 0) throw new Error(`${program} of ${size} modules ended with ${String(code)}`);
  if (program === 'rehearse-process.ts') await removeRun(out);
  rmSync(out, { recursive: true, force: true });
  return { output: JSON.parse(output) as Output, peak: tree.peak, processor: tree.processor };
}

function report(measured: ReadonlyMap<number, readonly Measured[]>): string {
  const at = (size: number, of: (one: Measured) => number): number => median((measured.get(size) ?? []).map(of));
  const row = (name: string, show: (value: number) => string, of: (one: Measured) => number): string =>
    `| ${name} | ${sizes.map((size) => show(at(size, of))).join(' | ')} |`;
  const gates = [...new Set([...measured.values()].flat().flatMap((one) => Object.keys(one.gates)))];
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, load ${load} at the start`;
  return [
    `| modules of ${functionsPerModule} functions | ${sizes.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(sizes.length)}`,
    row('whole run, s', seconds, (one) => one.totalMs),
    row("the harness's own share, s", seconds, (one) => one.ownMs),
    row('floor: esbuild and an empty world, s', seconds, (one) => one.floorMs),
    row(
      'times the floor',
      (value) => value.toFixed(1),
      (one) => one.totalMs / one.floorMs,
    ),
    row('processor time of the harness, s', seconds, (one) => one.processor.harness),
    row('processor time of the emulator, s', seconds, (one) => one.processor.emulator),
    row('most memory of the harness, MiB', mebibytes, (one) => one.peak.harness),
    row('most memory of the emulator, MiB', mebibytes, (one) => one.peak.emulator),
    row('most memory of all processes, MiB', mebibytes, (one) => one.peak.everything),
    ...gates.map((gate) => row(`${gate} of all stages, s`, seconds, (one) => one.gates[gate] ?? 0)),
    row('all else, s', seconds, (one) => one.totalMs - Object.values(one.gates).reduce((sum, ms) => sum + ms, 0)),
    '',
    ...(sizes.length < 3 ? [] : growths.map(([what, of]) => growth(what, (size) => at(size, of)))),
    `Medians of ${rounds} by turns, on ${machine}.`,
  ].join('\n');
}

function growth(what: string, took: (size: number) => number): string {
  const { fixed, each, off, bend } = growthOf(sizes.map((size) => ({ size, took: took(size) })));
  const [last = 0, before = 0] = sizes.toReversed();
  const ratio = (took(last) / took(before)).toFixed(2);
  const line = `${seconds(fixed)} s and ${seconds(each)} s a module, ${(off * 100).toFixed(0)} % off at most`;
  return `${what}: ${line}. time(${last})/time(${before}) = ${ratio}; the last modules cost ${bend.toFixed(2)} times those before.`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function mebibytes(bytes: number): string {
  return bytes === 0 ? '–' : (bytes / 1024 ** 2).toFixed(0);
}
