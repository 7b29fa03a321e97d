import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { shipped } from '../../compose/shipped.ts';
import { ConfigError } from '../../config/config-error.ts';
import type { Scenario } from '../../config/scenario-file.ts';
import { nearest } from '../../config/nearest.ts';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { seconds } from '../progress/describe.ts';
import { inLanes } from '../scenarios/in-lanes.ts';
import type { ScenarioResult } from '../scenarios/play-scenario.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseLanes } from '../values.ts';

interface ScenarioFlags {
  readonly out?: string;
  readonly reverted?: true;
  readonly list?: true;
  readonly atOnce: number;
  readonly backend: 'embedded' | 'containers';
  readonly json?: true;
}

/** One for each processor: with more, load tests measure each other. */
const lanesHere = availableParallelism();

/** Who approves in a healthy run of the shipped sample. */
const approver = 'Priya Raman';
const quiet = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };

export function addScenarios(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('scenarios')
    .description('plant each defect of the catalogue into the sample, and say which gate caught it')
    .argument('[name...]', 'only these')
    .option('--reverted', 'also take each defect back and see its gate pass')
    .option('--list', 'name them and plant nothing')
    .option('--at-once <n>', 'how many are played at a time', parseLanes, lanesHere)
    .addOption(new Option('--backend <kind>', 'where they are played').choices(['embedded', 'containers']).default('embedded'))
    .option('--out <dir>', 'where the runs go (default: .rehearsal/scenarios)')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', '\nExample:\n  rehearse scenarios coverage-79 slow-p99\n')
    .action(async (names: string[], flags: ScenarioFlags) => {
      const wanted = choose(await readScenarios(), names);
      if (flags.list === true) {
        for (const { scenario } of wanted)
          line(terminal.stdout, `${scenario.name.padEnd(30)} ${scenario.kind.padEnd(8)} ${scenario.title}`);
        return;
      }
      const results = await playAll(wanted, flags, terminal);
      if (flags.json === true) line(terminal.stdout, JSON.stringify(results, null, 2));
      const failed = results.filter((result) => !result.ok).length;
      line(flags.json === true ? terminal.stderr : terminal.stdout, countsOf(results));
      done(failed === 0 ? exitCodes.done : exitCodes.blocked);
    });
}

/** What needs more than the backend has is counted apart, and with what that is: it was neither caught nor missed. */
function countsOf(results: readonly ScenarioResult[]): string {
  const failed = results.filter((result) => !result.ok).length;
  const beyond = results.filter((result) => result.beyond !== null);
  const lacked = [...new Set(beyond.flatMap((result) => result.beyond?.split(', ') ?? []))].join(', ');
  const apart = beyond.length === 0 ? '' : `, ${beyond.length} beyond this backend (${lacked})`;
  return `${results.length - failed - beyond.length} passed${apart}, ${failed} failed`;
}

interface Found {
  readonly scenario: Scenario;
  readonly folder: string;
}

async function readScenarios(): Promise<readonly Found[]> {
  const { loadScenario } = await import('../../config/load-scenario.ts');
  const root = join(shipped, 'scenarios');
  const folders = (await readdir(root)).filter((name) => existsSync(join(root, name, 'scenario.yaml'))).sort();
  return await Promise.all(
    folders.map(async (name) => {
      const file = join(root, name, 'scenario.yaml');
      return { scenario: loadScenario(`scenarios/${name}/scenario.yaml`, await readFile(file, 'utf8')), folder: join(root, name) };
    }),
  );
}

function choose(all: readonly Found[], names: readonly string[]): readonly Found[] {
  if (names.length === 0) return all;
  return names.map((name) => {
    const found = all.find(({ scenario }) => scenario.name === name);
    if (found !== undefined) return found;
    const near = nearest(
      name,
      all.map(({ scenario }) => scenario.name),
    );
    const hint = near === null ? 'rehearse scenarios --list names them.' : `Did you mean "${near}"?`;
    throw new ConfigError([{ file: 'scenarios', line: 0, column: 0, path: '', message: `there is no scenario "${name}"`, hint }]);
  });
}

async function playAll(wanted: readonly Found[], flags: ScenarioFlags, terminal: Terminal): Promise<readonly ScenarioResult[]> {
  const { playScenario, removePlayed } = await import('../scenarios/play-scenario.ts');
  const { preparedPath, PreparedRuns } = await import('../scenarios/prepared-runs.ts');
  const { shortTopology } = await import('../scenarios/short-topology.ts');
  const scratch = resolve(terminal.cwd, flags.out ?? join('.rehearsal', 'scenarios'));
  await mkdir(scratch, { recursive: true });
  const topology = await shortTopology(
    join(shipped, `scenarios/topologies/${preparedPath}.yaml`),
    join(scratch, `${preparedPath}.yaml`),
    flags.backend,
  );
  const sample = { folder: join(shipped, 'scenarios/projects/payments'), history: join(shipped, 'scenarios/projects/payments.history') };
  // One after another in containers: one LocalStack takes all that a small machine has.
  const laneCount = Math.min(flags.backend === 'containers' ? 1 : flags.atOnce, wanted.length);
  // Copies of one world have its function URLs' ports, so each lane has a world of its own; what goes on from a later stage shares one. And a share
  // of the ports of its own: another lane could draw one while this one's copy is not up.
  const lanes = Array.from(
    { length: laneCount },
    (_, lane) =>
      new PreparedRuns({
        sample,
        dependencies: join(shipped, 'node_modules'),
        folder: join(scratch, `lane-${lane}`),
        cacheDir: cacheDir(terminal.env),
        approver,
        progress: quiet,
        signal: terminal.signal,
        backend: flags.backend,
        portShare: { index: lane, of: laneCount },
        topology,
      }),
  );
  const bound = ({ scenario }: Found): boolean => !('patch' in scenario.plant);
  const results = await inLanes(wanted, { lanes: lanes.length, bound }, async ({ scenario, folder }, lane) => {
    terminal.signal.throwIfAborted();
    const prepared = lanes[lane];
    if (prepared === undefined) throw new Error(`there is no lane ${lane}`);
    const result = await playScenario({
      scenario,
      folder,
      prepared,
      scratch,
      reverted: flags.reverted === true,
      signal: terminal.signal,
    });
    tell(result, terminal);
    return result;
  });
  // All at the end: see emptyCluster.
  for (const { scenario } of wanted) await removePlayed(scratch, scenario);
  await Promise.all(lanes.map((prepared) => prepared.remove()));
  return results;
}

function tell(result: ScenarioResult, terminal: Terminal): void {
  const colours = coloursOf(terminal);
  const mark = result.beyond !== null ? colours.yellow('–') : result.ok ? colours.green('✓') : colours.red('✗');
  const again =
    result.greenAgain === null ? '' : result.greenAgain ? ', green when taken back' : colours.red(', NOT green when taken back');
  line(
    terminal.stderr,
    `${mark} ${result.name.padEnd(30)} ${result.kind.padEnd(8)} ${colours.dim(seconds(result.durationMs).padStart(8))}  ${result.caught}${again}`,
  );
  if (!result.ok) line(terminal.stderr, `    ${result.reason}`);
}
