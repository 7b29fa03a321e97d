import { readFileSync, writeFileSync } from 'node:fs';
import { suites } from '../harness/conformance/index.ts';
import { comparedEmulators, type KnownDifferences, readKnownDifferences } from '../harness/conformance/known-differences.ts';

/** Makes what `docs/` says of the emulators from what the suites found: a page with every behaviour, and the counts in `docs/backends.md`. */
export const pages = ['conformance.md', 'backends.md'] as const;
export type Page = (typeof pages)[number];

const [begin, end] = [
  '<!-- generated from harness/conformance/differences by node tools/write-conformance-docs.ts -->',
  '<!-- end of what is generated -->',
];

interface Column extends KnownDifferences {
  readonly service: (name: string) => Readonly<Record<string, string>>;
}

async function readColumns(): Promise<readonly Column[]> {
  const known = await Promise.all(comparedEmulators.map((name) => readKnownDifferences(name)));
  return known.map((each) => ({ ...each, service: (name) => each.differences[name] ?? {} }));
}

export async function render(page: Page): Promise<string> {
  const columns = await readColumns();
  return page === 'conformance.md' ? wholePage(columns) : withCounts(read(page), columns);
}

export function read(page: Page): string {
  return readFileSync(pathOf(page), 'utf8');
}

function pathOf(page: Page): URL {
  return new URL(`../docs/${page}`, import.meta.url);
}

function withCounts(text: string, columns: readonly Column[]): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/backends.md has lost the comments between which the counts stand');
  return `${text.slice(0, from)}${begin}\n\n${counts(columns)}\n\n${text.slice(to)}`;
}

function counts(columns: readonly Column[]): string {
  const rows = suites.map(({ service, cases }) => [
    `\`${service}\``,
    String(cases.length),
    String(cases.length),
    ...columns.map(({ alike }) => String(cases.filter(({ name }) => (alike[service] ?? []).includes(name)).length)),
  ]);
  const sums = [1, 2, ...columns.map((_, at) => at + 3)].map((at) => String(rows.reduce((sum, row) => sum + Number(row[at]), 0)));
  return table(['service', 'behaviours of AWS', 'embedded', ...columns.map(({ emulator }) => emulator)], [...rows, ['all', ...sums]]);
}

function wholePage(columns: readonly Column[]): string {
  const sections = suites.map(({ service, cases }) => {
    const rows = cases.map(({ name }) => [
      escaped(name),
      'yes',
      ...columns.map((column) => {
        const difference = column.service(service)[name];
        const why = column.unsteady[service]?.[name];
        if (why !== undefined) return `not always: ${escaped(why)}`;
        if (difference !== undefined) return `no: ${escaped(difference)}`;
        return (column.alike[service] ?? []).includes(name) ? 'yes' : 'not tried yet';
      }),
    ]);
    return `## ${service}\n\n${table(['AWS', 'embedded', ...columns.map(({ emulator }) => emulator)], rows)}`;
  });
  return `# What each emulator does as AWS does

${begin}

Each row is a case of \`harness/conformance\`: a behaviour of AWS that an ordinary SDK client tries. What AWS does is what its documentation says and
its SDKs' models hold; no case was recorded from an account. \`npm run conformance\` runs all on the embedded emulator, where each must hold. \`npm run
test:outside\` runs the same on the others in containers; what differs there is written down with what was seen (\`+\` there, \`-\` on AWS), and a
difference that is new is as red as one that is gone. [Backends](backends.md) says what a rehearsal makes of it.

${sections.join('\n\n')}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('*', '\\*').replaceAll('_', '\\_');
}

if (import.meta.main) for (const page of pages) writeFileSync(pathOf(page), await render(page));
