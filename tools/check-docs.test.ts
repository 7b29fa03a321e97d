import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';

/** README, CONTRIBUTING, CHANGELOG and docs/ against the code that they describe. */
const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs')).flatMap(pageOf)];

function pageOf(name: string): readonly string[] {
  return name.endsWith('.md') ? [`docs/${name}`] : [];
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted((left, right) => left.localeCompare(right));
}

/** GitHub's anchor of a heading: lower case, punctuation gone, spaces as dashes. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function linksOf(page: string): readonly string[] {
  const prose = read(page).replaceAll(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

describe('every link', () => {
  const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })));

  it.each(links)('of $page leads somewhere: $target', ({ page, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    expect(existsSync(join(root, file)), `${file} is not there`).toBe(true);
    const anchors = anchor === undefined ? [] : [anchor];
    expect(anchors.filter((wanted) => !anchorsOf(read(file)).includes(wanted))).toEqual([]);
  });
});

describe('every page of docs/', () => {
  it.each(pages.filter((page) => page.startsWith('docs/') && page !== 'docs/index.md'))('%s is in the index', (page) => {
    expect(linksOf('docs/index.md')).toContain(page.slice('docs/'.length));
  });
});

async function helpOf(...argv: readonly string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  const signal = new AbortController().signal;
  const code = await main([...argv, '--help'], { stdout, stderr: stdout, env: {}, cwd: root, interactive: false, signal });
  expect(code).toBe(0);
  return text;
}

/** A command's help; where the next word names a command of its own (`evidence verify`), that one's too. */
async function wholeHelpOf(command: string, next: string): Promise<string> {
  const help = await helpOf(command);
  const [, commands = ''] = help.split('Commands:');
  return new RegExp(`^  ${next}\\b`, 'm').test(commands) ? help + (await helpOf(command, next)) : help;
}

interface Mention {
  readonly page: string;
  readonly command: string;
  /** The word after it; 'nothing' where there is none. */
  readonly next: string;
  readonly options: readonly string[];
}

/** `rehearse evidence verify --key KEY` in code, inline or fenced: the command and what it is given. */
function mentionsIn(page: string): readonly Mention[] {
  const text = read(page);
  const fenced = [...text.matchAll(/^```(?:sh|console|yaml|bash)\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  const inline = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return [...fenced, ...inline].flatMap((code) =>
    [...code.matchAll(/(?:^|[\s(])(?:npx rehearse|rehearse|npm run rehearse --) ([a-z]+)\b([^\n|]*)/gm)].map(
      ([, command = '', rest = '']): Mention => ({
        page,
        command,
        next: /^ ([a-z]+)\b/.exec(rest)?.[1] ?? 'nothing',
        options: rest.match(/(?<=\s)--[a-z-]+/g) ?? [],
      }),
    ),
  );
}

describe('every command', () => {
  it.each(pages.flatMap(mentionsIn))('that $page shows exists: rehearse $command $next $options', async ({ command, next, options }) => {
    expect(await helpOf()).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    const help = await wholeHelpOf(command, next);
    expect(options.filter((option) => !help.includes(option))).toEqual([]);
  });

  it('that there is stands in the README', async () => {
    const commands = (await helpOf()).split('Commands:')[1]?.match(/^ {2}[a-z]+/gm) ?? [];
    const own = commands.map((command) => command.trim()).filter((command) => command !== 'help');
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((command) => !read('README.md').includes(`| \`rehearse ${command}`))).toEqual([]);
  });
});

describe('the options of run', () => {
  it('are those of the README', async () => {
    const [, table = ''] = /^\| option \|([\s\S]*?)\n\n/m.exec(read('README.md')) ?? [];
    const cells = table.split('\n').map((row) => /^\| (.*?`) \|/.exec(row)?.[1] ?? '');
    const documented = cells.flatMap((cell) => cell.match(/--[a-z-]+/g) ?? []);
    const offered = (await helpOf('run')).match(/^ {2}--[a-z-]+/gm) ?? [];
    expect(sorted(documented)).toEqual(sorted(offered.map((option) => option.trim())));
  });
});

describe('every npm script', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const mentions = pages.flatMap((page) => [...read(page).matchAll(/`npm run ([a-z:]+)`/g)].map(([, script = '']) => ({ page, script })));

  it.each(mentions)('that $page shows exists: npm run $script', ({ script }) => {
    expect(Object.keys(scripts)).toContain(script);
  });
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** `modules.*.functions.*.entry`, `people[].name`. */
function keysOf(schema: Schema, at = ''): readonly string[] {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const own = Object.entries(properties).flatMap(([name, inner]) => {
    const key = at === '' ? name : `${at}.${name}`;
    return [key, ...keysOf(inner, key)];
  });
  const named = typeof additionalProperties === 'object' ? keysOf(additionalProperties, `${at}.*`) : [];
  const listed = items === undefined ? [] : keysOf(items, `${at}[]`);
  return [...new Set([...own, ...named, ...listed, ...[...anyOf, ...oneOf].flatMap((variant) => keysOf(variant, at))])];
}

describe.each([
  ['docs/rehearsal-yaml.md', 'schemas/rehearsal.schema.json'],
  ['docs/topologies.md', 'schemas/topology.schema.json'],
])('%s', (page, schema) => {
  it(`has every key of ${schema}, and no other`, () => {
    const [table = ''] = /^\| key \|[\s\S]*?\n\n/m.exec(read(page)) ?? [];
    const documented = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key = '']) => key);
    expect(sorted(documented)).toEqual(sorted(keysOf(JSON.parse(read(schema)) as Schema)));
  });
});
