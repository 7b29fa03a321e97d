import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';

/**
 * The catalogue's table in `docs/backends.md`. `node tools/write-caught-docs.ts BACKEND RESULTS.json...` takes up what `rehearse scenarios --json`
 * has printed, of all scenarios or of some; without arguments the table is made anew from what was taken up.
 */
const backends = ['embedded', 'containers'] as const;
const titles = { embedded: 'embedded', containers: 'containers, with LocalStack 4.14.0' } as const;

const known = z.strictObject({
  embedded: z.record(z.string(), z.string().min(1)),
  containers: z.record(z.string(), z.string().min(1)),
});
type Known = z.infer<typeof known>;

const results = z.array(z.object({ name: z.string(), ok: z.boolean(), caught: z.string().min(1), reason: z.string() }));

const [begin, end] = ['<!-- generated from tools/caught.json by node tools/write-caught-docs.ts -->', '<!-- end of the catalogue -->'];
const pathOf = (path: string): URL => new URL(`../${path}`, import.meta.url);
const scenarios = readdirSync(pathOf('scenarios'))
  .filter((name) => existsSync(pathOf(`scenarios/${name}/scenario.yaml`)))
  .sort();

export function readKnown(): Known {
  return known.parse(JSON.parse(readFileSync(pathOf('tools/caught.json'), 'utf8')));
}

export function readPage(): string {
  return readFileSync(pathOf('docs/backends.md'), 'utf8');
}

/** By backend: what is said of a scenario that there is no more. */
export function unknownIn(caught: Known): readonly string[] {
  return backends.flatMap((backend) => Object.keys(caught[backend])).filter((name) => !scenarios.includes(name));
}

export function render(page: string, caught: Known): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/backends.md has lost the comments between which the catalogue stands');
  const rows = scenarios.map((name) => [`\`${name}\``, ...backends.map((backend) => caught[backend][name] ?? 'not played yet')]);
  const lines = [['scenario', ...backends.map((backend) => titles[backend])], ['---', '---', '---'], ...rows];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${page.slice(0, from)}${begin}\n\n${countsOf(caught)}\n\n${table}\n\n${page.slice(to)}`;
}

/** Of the scenarios in containers: how many end as on embedded, and how many can't. */
function countsOf({ embedded, containers }: Known): string {
  const same = scenarios.filter((name) => embedded[name] !== undefined && containers[name] === embedded[name]).length;
  const beyond = scenarios.filter((name) => containers[name]?.startsWith('only where there is ')).length;
  return `Of ${String(scenarios.length)} scenarios ${String(same)} end in containers as on embedded, and ${String(beyond)} take what is missing there.`;
}

function take(backend: (typeof backends)[number], files: readonly string[]): void {
  const caught = readKnown();
  for (const file of files)
    for (const { name, ok, caught: by, reason } of results.parse(JSON.parse(readFileSync(file, 'utf8'))))
      caught[backend][name] = ok ? by : `not as expected: ${by} (${reason})`;
  const sorted = Object.fromEntries(
    backends.map((each) => [each, Object.fromEntries(Object.entries(caught[each]).sort(([one], [other]) => (one < other ? -1 : 1)))]),
  );
  writeFileSync(pathOf('tools/caught.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}

if (import.meta.main) {
  const [backend, ...files] = process.argv.slice(2);
  const named = backends.find((each) => each === backend);
  if (backend !== undefined && named === undefined) throw new Error(`${backend} is none of ${backends.join(', ')}`);
  if (named !== undefined) take(named, files);
  writeFileSync(pathOf('docs/backends.md'), render(readPage(), readKnown()));
}
