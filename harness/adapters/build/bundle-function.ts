import { isAbsolute, relative } from 'node:path';
import { build, type BuildFailure, type Message } from 'esbuild';
import type { Problem } from '../../../src/model/problem.ts';

export interface BundlePlan {
  /** The work tree: paths in problems are relative to it. */
  readonly root: string;
  readonly entry: string;
}

export type Bundle =
  | { readonly kind: 'bundled'; readonly code: Uint8Array; readonly inputs: readonly string[] }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };

/** Packages that are CommonJS call `require`, which an ES module hasn't got. */
export const requireForCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * One ES module, `index.mjs`, with everything in it. Minified as a whole, because otherwise esbuild writes the paths of its inputs into
 * comments and wrappers, and the same commit built elsewhere would be other bytes.
 */
export async function bundleFunction(plan: BundlePlan): Promise<Bundle> {
  try {
    const result = await build({
      absWorkingDir: plan.root,
      entryPoints: [plan.entry],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      minify: true,
      keepNames: true,
      legalComments: 'none',
      charset: 'utf8',
      banner: { js: requireForCommonJs },
      outfile: 'index.mjs',
      // pg asks for its optional native half and lives without it.
      external: ['pg-native'],
      logLevel: 'silent',
    });
    const [output] = result.outputFiles;
    if (output === undefined) throw new Error(`esbuild gave nothing for ${plan.entry}`);
    return { kind: 'bundled', code: output.contents, inputs: Object.keys(result.metafile.inputs).map(fromPackageFolder).sort() };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { kind: 'failed', problems: error.errors.map((message) => toProblem(plan, message)) };
  }
}

/** Where the packages lie differs from machine to machine; what they are called doesn't. */
function fromPackageFolder(path: string): string {
  return path.replace(/^.*?(?=node_modules\/)/, '');
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function toProblem(plan: BundlePlan, message: Message): Problem {
  const { location } = message;
  const file = location === null ? plan.entry : isAbsolute(location.file) ? relative(plan.root, location.file) : location.file;
  return {
    file,
    line: location?.line ?? 0,
    column: location === null ? 0 : location.column + 1,
    path: '',
    message: message.text,
    hint: '',
  };
}
