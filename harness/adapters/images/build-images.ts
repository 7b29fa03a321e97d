import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackendError } from '../../backends/backend.ts';
import type { Recipe, RecipeTools, RunProgram } from './recipe.ts';
import { layOut, recipes } from './recipes.ts';

export interface ImageBuild {
  /** Names of recipes; all where it is empty. `lambda-nodejs` stands for both. */
  readonly names: readonly string[];
  /** `images/` in it has downloads and build contexts; safe to delete. */
  readonly cacheDir: string;
  readonly run: RunProgram;
  readonly note: (text: string) => void;
}

/** What the images stand on, out of Debian's packages. */
const baseTag = 'local/debian:trixie-slim';
// Debian 12's engine has no BuildKit, which newer clients would ask for.
const env = { DOCKER_BUILDKIT: '0' };
const harness = fileURLToPath(new URL('../../', import.meta.url));
/** Where this machine keeps the CAs that it trusts: pip in a build has to trust the same. */
const caBundle = '/etc/ssl/certs/ca-certificates.crt';
const aptSettings = '/etc/apt/apt.conf.d';

/**
 * Builds the images that are missing out of package registries, and answers the tags that it built. Throws BackendError where a name is
 * unknown, a program is absent or a build fails.
 */
export async function buildImages({ names, cacheDir, run, note }: ImageBuild): Promise<readonly string[]> {
  const wanted = chosen(names);
  const work = join(cacheDir, 'images');
  const tools: RecipeTools = { run, cacheDir, work, harness };
  await mkdir(work, { recursive: true });
  const built: string[] = [];
  for (const recipe of wanted) {
    if (await isHere(recipe.tag, run)) {
      note(`${recipe.tag} is here`);
      continue;
    }
    if (recipe.onDebian) await makeBase(work, run, note);
    note(`building ${recipe.tag}`);
    await buildOne(recipe, tools);
    built.push(recipe.tag);
  }
  return built;
}

function chosen(names: readonly string[]): readonly Recipe[] {
  if (names.length === 0) return recipes;
  const unknown = names.find((name) => !recipes.some((recipe) => isNamed(recipe, name)));
  if (unknown !== undefined)
    throw new BackendError(`There is no recipe for ${unknown}.`, `Choose of ${recipes.map(({ name }) => name).join(', ')}.`);
  return recipes.filter((recipe) => names.some((name) => isNamed(recipe, name)));
}

function isNamed({ name, folder }: Recipe, wanted: string): boolean {
  return name === wanted || folder === wanted;
}

async function isHere(tag: string, run: RunProgram): Promise<boolean> {
  return (await run('docker', ['images', '--quiet', tag], { env })).trim() !== '';
}

async function buildOne(recipe: Recipe, tools: RecipeTools): Promise<void> {
  const context = join(tools.work, `context-${recipe.name}`);
  await rm(context, { recursive: true, force: true });
  try {
    await layOut(recipe, context, tools);
    if (existsSync(caBundle)) await copyFile(caBundle, join(context, 'ca.crt'));
    // The machine's own network: package registries are reached in a build as they are outside.
    await tools.run('docker', ['build', '--quiet', '--network', 'host', '--tag', recipe.tag, context], { env });
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function makeBase(work: string, run: RunProgram, note: (text: string) => void): Promise<void> {
  if (await isHere(baseTag, run)) return;
  note(`building ${baseTag}`);
  const root = join(work, 'rootfs');
  const archive = join(work, 'rootfs.tar');
  await rm(root, { recursive: true, force: true });
  try {
    await run('debootstrap', ['--variant=minbase', 'trixie', root]);
    // The same package mirror inside the image as outside.
    if (existsSync(aptSettings)) {
      for (const name of await readdir(aptSettings)) await copyFile(join(aptSettings, name), join(root, 'etc/apt/apt.conf.d', name));
    }
    await run('tar', ['-C', root, '-cf', archive, '.']);
    const path = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    await run('docker', ['import', '--change', path, '--change', 'CMD ["bash"]', archive, baseTag], { env });
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(archive, { force: true });
  }
}
