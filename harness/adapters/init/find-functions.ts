import { posix } from 'node:path';
import { isFunction, type Template, textOf, type Tree, treeOf } from './read-template.ts';
import type { RepositoryFiles } from './repository-files.ts';

export interface FoundFunction {
  readonly name: string;
  readonly logicalId: string;
  /** Its source file; null where none was found, and then `doubt` says why. */
  readonly entry: string | null;
  readonly alias: string;
  readonly url: string | null;
  readonly doubt: string | null;
}

const extensions = ['.ts', '.mts', '.tsx', '.js', '.mjs', '.cjs'];

/** The template's functions, with the source that each one's Handler stands for. */
export function findFunctions(template: Template, files: RepositoryFiles): readonly FoundFunction[] {
  const names = new Set<string>();
  return Object.entries(template.resources)
    .filter(([, { type, properties }]) => isFunction(type) && properties['InlineCode'] === undefined && !isInline(properties))
    .map(([logicalId, { properties, metadata }]) => {
      const name = uniqueName(kebab(constructOf(metadata) ?? logicalId), names);
      const runtime = textOf(properties['Runtime'] ?? template.globals['Runtime']) ?? '';
      const entry =
        entryOf(template, properties, metadata, files) ?? namedAlike(name, files) ?? assetOf(template, properties, metadata, files);
      const doubt = !runtime.startsWith('nodejs')
        ? `${logicalId} runs on ${runtime === '' ? 'an unknown runtime' : runtime}: only Node.js functions are built from source; name a zip`
        : entry === null
          ? `the source of ${logicalId} (Handler ${textOf(properties['Handler']) ?? 'none'}) was not found; name its entry`
          : null;
      return {
        name,
        logicalId,
        entry: doubt === null ? entry : null,
        alias: aliasOf(template, logicalId, properties),
        url: urlOf(template, logicalId),
        doubt,
      };
    });
}

function isInline(properties: Tree): boolean {
  return treeOf(properties['Code'])['ZipFile'] !== undefined;
}

function entryOf(template: Template, properties: Tree, metadata: Tree, files: RepositoryFiles): string | null {
  const handler = textOf(properties['Handler'] ?? template.globals['Handler']);
  if (handler === null) return null;
  const module = handler.replace(/\.[^./]+$/, '');
  const [named] = listOf(treeOf(metadata['BuildProperties'])['EntryPoints']);
  const base = posix.join(
    posix.dirname(template.path),
    textOf(properties['CodeUri'] ?? properties['Code'] ?? template.globals['CodeUri']) ?? '.',
  );
  const wanted = [...(named === undefined ? [] : [posix.join(base, named)]), posix.join(base, module)];
  // Built output is no source: what lies in dist/ was compiled from src/ or from the root.
  const sources = wanted.flatMap((path) => {
    const cut = path.replace(/(^|\/)(dist|build|lib|out)\//, '$1');
    return [path, path.replace(/(^|\/)(dist|build|lib|out)\//, '$1src/'), cut, posix.join('src', cut), cut.replace(/^src\/src\//, 'src/')];
  });
  for (const path of sources) {
    if (files.has(path)) return path;
    const found = extensions.map((extension) => `${path}${extension}`).find((candidate) => files.has(candidate));
    if (found !== undefined) return found;
  }
  return null;
}

/** Where the code is handed over as a zip, its handler says nothing of the source: a file or folder of the function's name does. */
function namedAlike(name: string, files: RepositoryFiles): string | null {
  const alike = files.paths.filter((path) => {
    const { dir, name: base, ext } = posix.parse(path);
    const isSource =
      extensions.includes(ext) && !/\.(test|spec|d)$/.test(base) && !/(^|\/)(tests?|__tests__|features|dist)(\/|$)/.test(dir);
    return isSource && (kebab(base) === name || (base === 'index' && kebab(posix.basename(dir)) === name));
  });
  return alike.toSorted((left, right) => left.split('/').length - right.split('/').length)[0] ?? null;
}

/** A construct's own name, where CDK says it: its logical ids end in a hash. `Shop/Producer/Resource` is the construct Producer. */
function constructOf(metadata: Tree): string | null {
  const path = textOf(metadata['aws:cdk:path'])?.split('/') ?? [];
  return path.at(-1) === 'Resource' ? (path.at(-2) ?? null) : (path.at(-2)?.replace(/^Custom::/, '') ?? null);
}

/** What CDK has bundled, where the repository holds it. */
function assetOf(template: Template, properties: Tree, metadata: Tree, files: RepositoryFiles): string | null {
  const asset = textOf(metadata['aws:asset:path']);
  const handler = textOf(properties['Handler']);
  if (asset === null || handler === null) return null;
  const path = posix.join(posix.dirname(template.path), asset, handler.replace(/\.[^./]+$/, ''));
  return extensions.map((extension) => `${path}${extension}`).find((candidate) => files.has(candidate)) ?? null;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** $LATEST where the template makes no alias for the function. */
function aliasOf(template: Template, logicalId: string, properties: Tree): string {
  const published = textOf(properties['AutoPublishAlias'] ?? template.globals['AutoPublishAlias']);
  if (published !== null) return published;
  for (const { type, properties: alias } of Object.values(template.resources))
    if (type === 'AWS::Lambda::Alias' && refersTo(alias['FunctionName'], logicalId)) return textOf(alias['Name']) ?? 'live';
  return '$LATEST';
}

/** An output that is the address of one of the function's own URLs. */
function urlOf(template: Template, logicalId: string): string | null {
  const urls = Object.entries(template.resources)
    .filter(([, { type, properties }]) => type === 'AWS::Lambda::Url' && refersTo(properties['TargetFunctionArn'], logicalId))
    .map(([id]) => id);
  for (const [name, { Value: value }] of Object.entries(template.outputs)) {
    const text = JSON.stringify(value ?? '');
    if (
      [...urls, `${logicalId}Url`].some(
        (id) => text.includes(`${id}.FunctionUrl`) || (text.includes(`"${id}"`) && text.includes('FunctionUrl')),
      )
    )
      return name;
  }
  return null;
}

/** `!Ref X`, `!GetAtt X.Arn` and their long forms; an alias's target may be the alias of the function. */
function refersTo(value: unknown, logicalId: string): boolean {
  return (
    new RegExp(`"(${logicalId})(\\.|")`).test(JSON.stringify(value ?? '')) || JSON.stringify(value ?? '').includes(`${logicalId}Alias`)
  );
}

export function kebab(text: string): string {
  const plain = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  const clean = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '');
  return clean.replace(/-(function|lambda|fn|handler)(-[0-9a-f]{6,})?$/, '') || 'function';
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name}-${count}`;
  taken.add(unique);
  return unique;
}
