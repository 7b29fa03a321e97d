import { join, sep } from 'node:path';
import { templateOf } from '../../../src/model/project.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';
import type { Hands } from './hands.ts';
import { changesBelow } from './changes-below.ts';
import { openForReload, reloadFunction } from './live-function.ts';
import { type WatchedBundle, watchedBundle } from './watched-bundle.ts';

export type WatchEvent =
  | { readonly kind: 'watching'; readonly functions: readonly { readonly name: string; readonly inspectPort: number | null }[] }
  | { readonly kind: 'reloaded'; readonly function: string; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly function: string; readonly problems: readonly string[] }
  | { readonly kind: 'not-reloaded'; readonly path: string };

export interface WatchOptions {
  /** The folder that is edited; not the commit's work tree. */
  readonly root: string;
  /** The packages of the commit that is up: for a folder in which nothing is installed. */
  readonly packages: string;
  readonly environment: string;
  /** The first function's debugger port, the next one has the next; null for none. */
  readonly inspectPort: number | null;
  readonly tell: (event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

interface Watched {
  readonly fn: StackFunction;
  readonly bundle: WatchedBundle;
}

/** Reloads a function in one environment, in its first region, whenever a file that it is built of is saved, until the signal. */
export async function watchFunctions(hands: Hands, options: WatchOptions): Promise<void> {
  await using bundles = new AsyncDisposableStack();
  const { root, packages, environment, inspectPort, tell, signal } = options;
  const sources = new Map(hands.project.modules.flatMap((module) => module.functions.map(({ name, source }) => [name, source] as const)));
  const watched: Watched[] = [];
  const [first, ...more] = await hands.functions.of(environment);
  for (const fn of first === undefined ? [] : [first, ...more.filter(({ region }) => region === first.region)]) {
    const source = sources.get(fn.name);
    if (source?.kind === 'esbuild') watched.push({ fn, bundle: bundles.use(await watchedBundle(root, source.entry, packages)) });
  }
  const ports = new Map(watched.map(({ fn }, index) => [fn.name, inspectPort === null ? null : inspectPort + index]));
  await Promise.all(watched.map(({ fn }) => openForReload(fn, ports.get(fn.name) ?? null)));
  const changes = changesBelow(root, signal);
  await Promise.all(watched.map((one) => reload(one, performance.now(), tell)));
  tell({ kind: 'watching', functions: [...ports].map(([name, port]) => ({ name, inspectPort: port })) });
  for await (const { paths, at } of changes) {
    const touched = watched.filter(({ bundle }) => paths.some((path) => bundle.reads(path)));
    await Promise.all(touched.map((one) => reload(one, at, tell)));
    for (const path of paths) if (needsDeploy(hands, root, path)) tell({ kind: 'not-reloaded', path });
  }
}

async function reload({ fn, bundle }: Watched, sinceMs: number, tell: WatchOptions['tell']): Promise<void> {
  const rebuilt = await bundle.rebuild();
  if (rebuilt.kind === 'failed') return tell({ kind: 'failed', function: fn.name, problems: rebuilt.problems });
  await reloadFunction(fn, rebuilt.code);
  tell({ kind: 'reloaded', function: fn.name, tookMs: Math.round(performance.now() - sinceMs) });
}

/** Templates, migrations and the project's own description reach a world by a deploy, not by a reload. */
function needsDeploy({ project }: Hands, root: string, path: string): boolean {
  const whole = project.modules.flatMap((module) => templateOf(module) ?? []).map((template) => join(root, template));
  const below = project.modules
    .flatMap(({ database, infrastructure }) => [
      ...(database === null ? [] : [database.migrations]),
      ...(infrastructure.kind === 'program' ? [infrastructure.program] : []),
    ])
    .map((folder) => join(root, folder) + sep);
  return [...whole, join(root, 'rehearsal.yaml')].includes(path) || below.some((folder) => path.startsWith(folder));
}
