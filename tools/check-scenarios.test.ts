import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePatchedRepository } from '../harness/index.ts';
import { loadScenario } from '../src/config/load-scenario.ts';

/** The catalogue: nothing in the product may know what is planted. */
const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(join(root, 'scenarios')).filter((name) => existsSync(join(root, 'scenarios', name, 'scenario.yaml')));
const sources = globSync(['src/**/*.ts', 'harness/**/*.ts'], { cwd: root })
  .filter((path) => !path.includes('node_modules'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

const scratch = mkdtempSync(join(tmpdir(), 'rehearse-patches-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const sample = { folder: join(root, 'scenarios/projects/payments'), history: join(root, 'scenarios/projects/payments.history') };
const trunk = join(scratch, 'trunk');
beforeAll(() => makePatchedRepository(sample, trunk, null));

interface Planted {
  readonly name: string;
  readonly files: readonly string[];
  readonly branch?: { readonly name: string; readonly from: string };
}
const planted = names.flatMap((name): Planted[] => {
  const folder = join(root, 'scenarios', name);
  const { plant } = loadScenario(name, readFileSync(join(folder, 'scenario.yaml'), 'utf8'));
  if (!('patch' in plant)) return [];
  const files = [plant.patch].flat().map((file) => join(folder, file));
  return [{ name, files, ...(plant.branch === undefined ? {} : { branch: plant.branch }) }];
});

/** Throws where a patch does not apply. */
async function tryToPlant({ name, files, branch }: Planted): Promise<void> {
  const [first, ...more] = files;
  if (branch === undefined && first !== undefined && more.length === 0) {
    execFileSync('git', ['apply', '--check', first], { cwd: trunk, stdio: 'pipe' });
    return;
  }
  await makePatchedRepository(sample, join(scratch, name), { files, message: name, ...(branch === undefined ? {} : { branch }) });
}

describe('the catalogue', () => {
  it.each(planted)('$name can be planted into the sample as it is', async (scenario) => {
    expect(planted.length).toBeGreaterThan(30);
    await expect(tryToPlant(scenario)).resolves.toBeUndefined();
  });

  it('has at least thirty defects and ten healthy changes', () => {
    const kinds = names.map((name) => {
      const file = join(root, 'scenarios', name, 'scenario.yaml');
      return loadScenario(file, readFileSync(file, 'utf8')).kind;
    });
    expect(kinds.filter((kind) => kind === 'healthy').length).toBeGreaterThanOrEqual(10);
    expect(kinds.filter((kind) => kind === 'defect').length).toBeGreaterThanOrEqual(30);
  });

  it.each(names)('%s is named nowhere in src or harness', (name) => {
    expect(sources.length).toBeGreaterThan(1000);
    const quoted = new RegExp(`['"\`]${name}['"\`/]`);
    expect(sources.filter(({ text }) => quoted.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
