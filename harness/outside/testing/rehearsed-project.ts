import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

export const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));

export interface RehearsedProject {
  /** Everything of a test lies below it. */
  readonly scratch: string;
  /** A git repository: an earlier release and a commit behind it. */
  readonly folder: string;
  readonly out: string;
}

/** What differs from the sample as it is. */
export interface ProjectEdits {
  /** The path, a topology file's text; four-environment with few samples where absent. */
  readonly topology?: string;
  /** Changes the folder's files before the earlier release is committed. */
  readonly everywhere?: (folder: string) => void;
  /** Changes them for the commit that is rehearsed. */
  readonly rehearsed?: (folder: string) => void;
}

/** A copy of the sample with a short load and generous limits: what is looked at here is not how fast it is. */
export function rehearsedProject(name: string, { topology, everywhere, rehearsed }: ProjectEdits = {}): RehearsedProject {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), `rehearse-${name}-`)));
  // As root, PostgreSQL runs as another user, who has to get to its data.
  chmodSync(scratch, 0o755);
  const folder = join(scratch, 'payments');
  mkdirSync(folder);
  const notSource = /\/(node_modules|reports|\.rehearsal)$/;
  cpSync(join(packageRoot, 'scenarios/projects/payments'), folder, { recursive: true, filter: (path) => !notSource.test(path) });
  if (topology === undefined) {
    cpSync(join(packageRoot, 'scenarios/topologies/four-environment.yaml'), join(folder, 'path.yaml'));
    change(join(folder, 'path.yaml'), withFewSamples);
  } else writeFileSync(join(folder, 'path.yaml'), topology);
  change(join(folder, 'rehearsal.yaml'), withShortLoad);
  writeFileSync(join(folder, '.gitignore'), 'node_modules\nreports\n.rehearsal\n');
  everywhere?.(folder);
  commitTwice(folder, rehearsed);
  return { scratch, folder, out: join(scratch, 'out') };
}

export type Yaml = Record<string, unknown>;

export function change(path: string, edit: (content: Yaml) => Yaml): void {
  writeFileSync(path, stringify(edit(parse(readFileSync(path, 'utf8')) as Yaml)));
}

function withFewSamples(topology: Yaml): Yaml {
  const stages = topology['stages'] as readonly { gates: readonly unknown[] }[];
  const few = { gate: 'performance', thresholds: { minSamples: 20 } };
  return {
    ...topology,
    stages: stages.map((stage) => ({ ...stage, gates: stage.gates.map((gate) => (gate === 'performance' ? few : gate)) })),
  };
}

function withShortLoad(project: Yaml): Yaml {
  const routes = Object.keys(project['nfrs'] as Yaml);
  const generous = { p50: '8s', p95: '9s', p99: '9s', errorRate: '5%', throughput: '1/s' };
  return {
    ...project,
    topology: 'path.yaml',
    install: `ln -s ${join(packageRoot, 'node_modules')} node_modules`,
    performance: { script: 'perf/payments.ts', rate: '10/s', duration: '5s', warmUp: '2s' },
    nfrs: Object.fromEntries(routes.map((route) => [route, generous])),
  };
}

function commitTwice(folder: string, rehearsed?: (folder: string) => void): void {
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=Mira Okafor', '-c', 'user.email=mira.okafor@payments.example', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, '-C', folder, ...args], { stdio: 'ignore', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  };
  git('init', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--message', 'Take payments');
  git('tag', 'v1.0.0');
  appendFileSync(join(folder, 'src/log.ts'), '\n// The second release.\n');
  rehearsed?.(folder);
  git('commit', '--all', '--message', 'Say which release this is');
}
