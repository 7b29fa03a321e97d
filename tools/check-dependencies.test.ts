import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** docs/dependencies.md against package.json, and both against what is installed. */
const root = new URL('..', import.meta.url);

interface Manifest {
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

interface LockedPackage extends Manifest {
  readonly link?: boolean;
}

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, root)), 'utf8');
}

function licenceOf({ license, licenses }: Manifest): string {
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
}

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Readonly<Record<string, string>>
>;
const entries = Object.entries({ ...dependencies, ...devDependencies });

/** The first and last cell of every row whose first cell is a package's name in backticks. */
const rows = read('docs/dependencies.md')
  .split('\n')
  .flatMap((line): readonly (readonly [string, string])[] => {
    const cells = line.split('|').map((cell) => cell.trim());
    const name = /^`([^`]+)`$/.exec(cells[1] ?? '')?.[1];
    return name === undefined ? [] : [[name, cells.at(-2) ?? '']];
  });

describe('docs/dependencies.md', () => {
  it('has one line for every entry of package.json, and no other', () => {
    expect(rows.map(([name]) => name).toSorted()).toEqual(entries.map(([name]) => name).toSorted());
  });

  it.each(rows)('gives the licence of %s as the installed package does', (name, licence) => {
    expect(licence).toBe(licenceOf(JSON.parse(read(`node_modules/${name}/package.json`)) as Manifest));
  });
});

describe('package.json', () => {
  it.each(entries)('asks for exactly one version of %s', (_, version) => {
    expect(version).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
  });
});

describe('package-lock.json', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
  /** A package for another platform is locked but not installed; its licence is in the lock file. */
  const installed = (path: string): Manifest =>
    existsSync(new URL(`${path}/package.json`, root)) ? (JSON.parse(read(`${path}/package.json`)) as Manifest) : {};
  const licences = Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, locked]) => [path, locked.license ?? licenceOf(installed(path))] as const);

  it('holds nothing without a licence, or under the GPL, the AGPL and their like', () => {
    expect(licences.length).toBeGreaterThan(entries.length);
    expect(licences.filter(([, licence]) => /^none$|\b(A?GPL|SSPL|BUSL|Elastic)/i.test(licence))).toEqual([]);
  });
});
