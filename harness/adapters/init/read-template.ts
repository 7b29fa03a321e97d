import { parse } from 'yaml';
import type { RepositoryFiles } from './repository-files.ts';

export type Tree = Readonly<Record<string, unknown>>;

export interface Template {
  readonly path: string;
  readonly kind: 'plain' | 'sam' | 'cdk';
  readonly resources: Readonly<Record<string, { readonly type: string; readonly properties: Tree; readonly metadata: Tree }>>;
  readonly globals: Tree;
  readonly parameters: Readonly<Record<string, Tree>>;
  readonly outputs: Readonly<Record<string, Tree>>;
}

export function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The template that holds the repository's functions; the nearest to the root where several do. Null where none does. */
export async function findTemplate(files: RepositoryFiles): Promise<Template | null> {
  const candidates = files.paths
    .filter((path) => /(^|\/)(template|stack|infrastructure|cloudformation|.+\.template)\.(ya?ml|json)$/i.test(path))
    .toSorted((left, right) => left.split('/').length - right.split('/').length || (left < right ? -1 : 1));
  for (const path of candidates) {
    const template = readTemplate(path, await files.read(path));
    if (template !== null && Object.values(template.resources).some(({ type }) => isFunction(type))) return template;
  }
  return null;
}

export function isFunction(type: string): boolean {
  return type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function';
}

/** Null for a file that is no template. Short forms (`!Ref`) are read as what stands behind them. */
export function readTemplate(path: string, text: string): Template | null {
  let parsed: unknown;
  try {
    parsed = parse(text, { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
  const root = treeOf(parsed);
  const resources = Object.entries(treeOf(root['Resources'])).flatMap(([id, value]) => {
    const type = textOf(treeOf(value)['Type']);
    const [properties, metadata] = [treeOf(treeOf(value)['Properties']), treeOf(treeOf(value)['Metadata'])];
    return type === null ? [] : [[id, { type, properties, metadata }] as const];
  });
  if (resources.length === 0) return null;
  const isSam = JSON.stringify(root['Transform'] ?? '').includes('AWS::Serverless-2016-10-31');
  return {
    path,
    kind: path.includes('cdk.out/') ? 'cdk' : isSam ? 'sam' : 'plain',
    resources: Object.fromEntries(resources),
    globals: treeOf(treeOf(root['Globals'])['Function']),
    parameters: Object.fromEntries(Object.entries(treeOf(root['Parameters'])).map(([name, value]) => [name, treeOf(value)])),
    outputs: Object.fromEntries(Object.entries(treeOf(root['Outputs'])).map(([name, value]) => [name, treeOf(value)])),
  };
}
