import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScript, operatorManifests, workingFolder } from '../../harness/index.ts';
import { loadProject } from '../config/load-project.ts';
import type { Project } from '../model/project.ts';
import { sample } from './shipped.ts';
import { usageError } from './usage-error.ts';

export interface PerformanceExport {
  /** A project's folder; the sample where it is null. */
  readonly project: string | null;
  readonly to: string;
  readonly namespace: string;
  readonly parallelism: number;
  /** Where the functions that are measured can be reached from the cluster, by function. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Writes the project's load test for the k6 operator, with the folder's files as they are. Answers the files. Throws ConfigError. */
export async function exportPerformance(wish: PerformanceExport): Promise<readonly string[]> {
  const { root, commit } = wish.project === null ? { root: sample.folder, commit: null } : await workingFolder(wish.project, wish.to);
  const file = join(root, 'rehearsal.yaml');
  if (!existsSync(file)) throw usageError(file, 'is not there', "Name the project's folder: rehearse perf export DIR --k6-operator.");
  const project = loadProject('rehearsal.yaml', await readFile(file, 'utf8'), (path) => kindOf(join(root, path)));
  const { performance } = project;
  if (performance === null) throw usageError(file, 'has no performance', 'Name a k6 script and what each route must hold to.');
  const manifests = operatorManifests({
    name: nameOf(project, commit),
    namespace: wish.namespace,
    script: await bundled(join(root, performance.script)),
    parallelism: wish.parallelism,
    variables: {
      RATE: String(performance.ratePerSecond),
      WARMUP: String(Math.ceil(performance.warmUpMs / 1000)),
      DURATION: String(Math.ceil(performance.durationMs / 1000)),
      ...addresses(project, wish.urls),
    },
    tags: commit === null ? {} : { commit },
  });
  await mkdir(wish.to, { recursive: true });
  return Promise.all(
    manifests.map(async ({ file: name, text }) => {
      await writeFile(join(wish.to, name), text);
      return join(wish.to, name);
    }),
  );
}

function nameOf({ name }: Project, commit: string | null): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, 40);
  return commit === null ? plain : `${plain}-${commit.slice(0, 12)}`;
}

async function bundled(script: string): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), 'rehearse-k6-'));
  try {
    const file = join(scratch, 'script.js');
    await bundleScript(script, file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** As checks get them, so that the same script runs here and there. Every function that has a URL wants one. */
function addresses({ modules }: Project, urls: PerformanceExport['urls']): Readonly<Record<string, string>> {
  const functions = modules.flatMap((module) => module.functions).filter(({ urlOutput }) => urlOutput !== null);
  const unknown = Object.keys(urls).find((name) => !functions.some((each) => each.name === name));
  if (unknown !== undefined)
    throw usageError(`--url ${unknown}`, 'names no function with a URL', `There is ${functions.map(({ name }) => name).join(', ')}.`);
  const missing = functions.filter(({ name }) => urls[name] === undefined);
  if (missing.length > 0) {
    const options = missing.map(({ name }) => `--url ${name}=https://…`).join(' ');
    throw usageError(
      '--url',
      `is missing for ${missing.map(({ name }) => name).join(', ')}`,
      `Say where the cluster reaches it: ${options}`,
    );
  }
  const own = functions.map(({ name }) => [`API_URL_${name.toUpperCase().replaceAll('-', '_')}`, urls[name] ?? ''] as const);
  const first = own[0]?.[1];
  return Object.fromEntries(first === undefined ? own : [...own, ['API_URL', first], ['BASE_URL', first]]);
}

function kindOf(path: string): 'file' | 'folder' | 'absent' {
  if (!existsSync(path)) return 'absent';
  return statSync(path).isDirectory() ? 'folder' : 'file';
}
