import { isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { context, type BuildContext, type BuildFailure } from 'esbuild';
import { requireForCommonJs } from '../build/bundle-function.ts';

export type Rebuilt =
  { readonly kind: 'built'; readonly code: Uint8Array } | { readonly kind: 'failed'; readonly problems: readonly string[] };

/** One function's bundle, built again and again; esbuild keeps what has not changed. */
export interface WatchedBundle extends AsyncDisposable {
  /** Whether a change of this file (an absolute path) can change the bundle. Before the first build that went well: any file's. */
  reads(path: string): boolean;
  rebuild(): Promise<Rebuilt>;
}

/**
 * Not minified and with an inline source map, so that stack traces and debuggers show the source: for hands, never for a release. Packages that
 * `root` has not got are taken from the folder `packages`.
 */
export async function watchedBundle(root: string, entry: string, packages: string): Promise<WatchedBundle> {
  const building = await context({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    keepNames: true,
    sourcemap: 'inline',
    // They lie where the map says: without them it is shorter, and each reload carries it.
    sourcesContent: false,
    // The code runs from a folder of the account's: the map names the files where they lie here.
    sourceRoot: `${pathToFileURL(root).href}/`,
    banner: { js: requireForCommonJs },
    outfile: join(root, 'index.mjs'),
    nodePaths: [packages],
    external: ['pg-native'],
    logLevel: 'silent',
  });
  let inputs: ReadonlySet<string> | null = null;
  return {
    reads: (path) => inputs?.has(path) ?? true,
    rebuild: async () => {
      const rebuilt = await rebuild(building, root);
      inputs = rebuilt.inputs ?? null;
      return rebuilt.result;
    },
    [Symbol.asyncDispose]: () => building.dispose(),
  };
}

async function rebuild(
  building: BuildContext<{ write: false; metafile: true }>,
  root: string,
): Promise<{ readonly result: Rebuilt; readonly inputs?: ReadonlySet<string> }> {
  try {
    const { outputFiles, metafile } = await building.rebuild();
    const [output] = outputFiles;
    if (output === undefined) throw new Error('esbuild gave nothing');
    const inputs = new Set(Object.keys(metafile.inputs).map((path) => resolve(root, path)));
    return { result: { kind: 'built', code: output.contents }, inputs };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { result: { kind: 'failed', problems: error.errors.map((message) => describe(root, message)) } };
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function describe(root: string, { location, text }: BuildFailure['errors'][number]): string {
  if (location === null) return text;
  const file = isAbsolute(location.file) ? relative(root, location.file) : location.file;
  return `${file}:${location.line}:${location.column + 1}: ${text}`;
}
