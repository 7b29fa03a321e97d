import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../src/config/load-scenario.ts';

/** The catalogue: nothing in the product may know what is planted. */
const root = fileURLToPath(new URL('..', import.meta.url));
const names = readdirSync(join(root, 'scenarios')).filter((name) => existsSync(join(root, 'scenarios', name, 'scenario.yaml')));
const sources = globSync(['src/**/*.ts', 'harness/**/*.ts'], { cwd: root })
  .filter((path) => !path.includes('node_modules'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe('the catalogue', () => {
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
