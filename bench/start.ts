import { median } from './client.ts';
import { startServer } from './server.ts';
import type { Comparison } from './table.ts';

const rounds = 5;

/** From nothing to the first answer, and what is held in memory then. */
export async function benchStart(): Promise<readonly Comparison[]> {
  const measured = { emulator: [] as Start[], floor: [] as Start[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.floor.push(await start('floor/store-process.ts'));
    measured.emulator.push(await start('emulator-process.ts'));
  }
  const compare = (what: string, unit: string, key: keyof Start): Comparison => ({
    what,
    unit,
    emulator: median(measured.emulator.map((each) => each[key])),
    floor: median(measured.floor.map((each) => each[key])),
  });
  return [compare('Start to first answer of S3', 'ms', 'ms'), compare('Memory after it', 'MiB', 'residentMib')];
}

interface Start {
  readonly ms: number;
  readonly residentMib: number;
}

async function start(program: string): Promise<Start> {
  const before = performance.now();
  await using server = await startServer(program);
  // Unsigned, so the emulator refuses it: with its S3 loaded all the same.
  await (await fetch(`http://127.0.0.1:${server.port}/bucket/key`)).arrayBuffer();
  const ms = performance.now() - before;
  return { ms, residentMib: (await server.usage()).residentMib };
}
