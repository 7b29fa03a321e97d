import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { pinnedImages } from '../../backends/containers/images.ts';
import { buildK6, findK6 } from '../../load/index.ts';
import type { Recipe, RecipeTools } from './recipe.ts';

const flywayVersion = '10.21.0';

const postgres: Recipe = { name: 'postgres', tag: pinnedImages.postgres, folder: 'postgres', onDebian: true, gather: async () => {} };

const flyway: Recipe = {
  name: 'flyway',
  tag: pinnedImages.flyway,
  folder: 'flyway',
  onDebian: true,
  gather: async (context, { run, work }) => {
    const artefact = `org.flywaydb:flyway-commandline:${flywayVersion}:tar.gz:linux-x64`;
    await run('mvn', ['-q', 'dependency:copy', `-Dartifact=${artefact}`, `-DoutputDirectory=${join(work, 'flyway')}`]);
    await mkdir(join(context, 'flyway'));
    const archive = join(work, 'flyway', `flyway-commandline-${flywayVersion}-linux-x64.tar.gz`);
    await run('tar', ['-C', join(context, 'flyway'), '--strip-components=1', '-xzf', archive]);
  },
};

const k6: Recipe = {
  name: 'k6',
  tag: pinnedImages.k6,
  folder: 'k6',
  onDebian: false,
  gather: async (context, { cacheDir }) => {
    // The cache's own is static, which an image without a C library needs; one of PATH may not be.
    const cached = await findK6({ cacheDir, env: {}, hasImage: () => Promise.resolve(false) });
    const k6 = cached ?? (await buildK6(cacheDir));
    if (k6.kind === 'binary') await cp(k6.path, join(context, 'k6'));
  },
};

function lambdaNodejs(major: 22 | 24): Recipe {
  return {
    name: `lambda-nodejs-${String(major)}`,
    tag: `public.ecr.aws/lambda/nodejs:${String(major)}`,
    folder: 'lambda-nodejs',
    onDebian: true,
    gather: async (context, { run, work, harness }) => {
      const folder = join(work, `node-${String(major)}`);
      await mkdir(folder, { recursive: true });
      await run('npm', ['install', '--silent', '--no-save', '--prefix', folder, `node@${String(major)}`], { folder });
      await cp(join(folder, 'node_modules/node/bin/node'), join(context, 'node'), { dereference: true });
      await cp(join(harness, 'emulator/services/lambda/runtime/bootstrap'), join(context, 'bootstrap'), { recursive: true });
    },
  };
}

const localstack: Recipe = {
  name: 'localstack',
  tag: pinnedImages.localstack,
  folder: 'localstack',
  onDebian: true,
  gather: async (context, { run, harness }) => {
    const pom = join(context, 'dynamodb-local.pom.xml');
    await run('mvn', ['-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${join(context, 'DynamoDBLocal_lib')}`]);
    await build({
      entryPoints: [join(harness, 'images/localstack/init.ts')],
      outfile: join(context, 'init.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      banner: { js: '#!/usr/local/bin/node' },
      logLevel: 'silent',
    });
  },
};

const ministack: Recipe = {
  name: 'ministack',
  tag: pinnedImages.ministack,
  folder: 'ministack',
  onDebian: true,
  gather: async () => {},
};

/** Every image that can be built without an image registry. */
export const recipes: readonly Recipe[] = [postgres, flyway, k6, lambdaNodejs(22), lambdaNodejs(24), localstack, ministack];

/** The build context of a recipe: its folder, what it gathers, and this machine's CA bundle, which pip in the build has to trust as pip here does. */
export async function layOut(recipe: Recipe, context: string, tools: RecipeTools): Promise<void> {
  const folder = join(tools.harness, 'images', recipe.folder);
  await mkdir(context, { recursive: true });
  for (const name of await readdir(folder)) await cp(join(folder, name), join(context, name));
  await recipe.gather(context, tools);
}
