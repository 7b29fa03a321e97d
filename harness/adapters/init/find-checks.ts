import { textOf, type Tree, treeOf } from './read-template.ts';
import type { RepositoryFiles } from './repository-files.ts';

export type CheckKind = 'lint' | 'typecheck' | 'unit' | 'integration' | 'contract' | 'acceptance' | 'smoke';

export interface FoundCheck {
  readonly check: CheckKind;
  readonly command: string;
  readonly reports: readonly (string | Readonly<Record<string, string>>)[];
}

export interface FoundChecks {
  readonly checks: readonly FoundCheck[];
  readonly doubts: readonly string[];
}

/** Names that projects give to their scripts, the most telling first. */
const scripts: Readonly<Record<CheckKind, RegExp>> = {
  lint: /^(lint|eslint|lint:check)$/,
  typecheck: /^(type-?check|check-?types|types|tsc)$/,
  unit: /^(test:unit|unit|test|jest|vitest)$/,
  integration: /^(test:(integration|int|api)|integration)$/,
  contract: /^(test:(contract|pact)|contract)$/,
  acceptance: /^(test:(acceptance|e2e|features)|acceptance|e2e|cucumber)$/,
  smoke: /^(test:smoke|smoke)$/,
};

/** The project's own commands, each with the flags that make its results readable. */
export async function findChecks(files: RepositoryFiles): Promise<FoundChecks> {
  if (!files.has('package.json')) return { checks: [], doubts: ['there is no package.json: no check was found'] };
  const manifest = treeOf(JSON.parse(await files.read('package.json')));
  const own = Object.fromEntries(Object.entries(treeOf(manifest['scripts'])).map(([name, text]) => [name, String(text)]));
  const packages = { ...treeOf(manifest['dependencies']), ...treeOf(manifest['devDependencies']) };
  const checks: FoundCheck[] = [];
  const doubts: string[] = [];
  for (const check of Object.keys(scripts) as CheckKind[]) {
    const found = check === 'typecheck' ? typecheck(own, packages, files) : fromScript(check, own, packages);
    if (typeof found === 'string') doubts.push(found);
    else checks.push(found);
  }
  return { checks, doubts };
}

/** Without these tsc says nothing where all is well, and nobody knows what it looked at. */
const countable = '--diagnostics --pretty false';

function typecheck(own: Readonly<Record<string, string>>, packages: Tree, files: RepositoryFiles): FoundCheck | string {
  const name = nameOf('typecheck', own);
  if (name !== null) {
    const { script, text } = leaf(name, own);
    if (!/\btsc\b/.test(text)) return `typecheck: the script "${script}" (${text}) does not run tsc, whose output could be read`;
    return { check: 'typecheck', command: `npm run ${script} -- ${countable}`, reports: ['tsc'] };
  }
  if (packages['typescript'] === undefined || !files.has('tsconfig.json'))
    return 'typecheck: there is neither a script of that name nor a tsconfig.json';
  return { check: 'typecheck', command: `npx tsc --noEmit ${countable}`, reports: ['tsc'] };
}

function nameOf(check: CheckKind, own: Readonly<Record<string, string>>): string | null {
  const names = Object.keys(own).filter((name) => scripts[check].test(name) || scripts[check].test(colons(name)));
  const order = scripts[check].source;
  return names.toSorted((left, right) => place(order, left) - place(order, right))[0] ?? null;
}

/** `test-unit` and `unit_test` are `test:unit` to those who wrote them. */
function colons(name: string): string {
  const words = name.split(/[-_:]/);
  return words.at(-1) === 'test' ? ['test', ...words.slice(0, -1)].join(':') : words.join(':');
}

function place(order: string, name: string): number {
  return order.indexOf(colons(name).replace('test:', ''));
}

/** For what makes no folder of its own: reporters of Node and Jest, and the shell. */
const folder = 'mkdir -p reports && ';

function fromScript(check: CheckKind, own: Readonly<Record<string, string>>, packages: Tree): FoundCheck | string {
  const name = nameOf(check, own);
  if (name === null) return `${check}: package.json has no script for it`;
  const { script, text } = leaf(name, own);
  const file = `reports/${check}`;
  const run = (flags: string, report: FoundCheck['reports'][number], more: FoundCheck['reports'] = []): FoundCheck => ({
    check,
    command: `npm run ${script} -- ${flags}`,
    reports: [report, ...more],
  });
  if (/\bvitest\b/.test(text)) {
    const covered = check === 'unit' && Object.keys(packages).some((each) => each.startsWith('@vitest/coverage-'));
    const coverage = covered ? ' --coverage --coverage.reporter=json-summary --coverage.reportsDirectory=reports/coverage' : '';
    const once = /\bvitest run\b|--run\b/.test(text) ? '' : '--run ';
    return run(
      `${once}--reporter=default --reporter=junit --outputFile.junit=${file}.xml${coverage}`,
      { junit: `${file}.xml` },
      covered ? [summary] : [],
    );
  }
  if (/\bjest\b/.test(text)) {
    const coverage = check === 'unit' ? ' --coverage --coverageReporters=json-summary --coverageDirectory=reports/coverage' : '';
    const found = run(`--json --outputFile=${file}.json${coverage}`, { 'vitest-json': `${file}.json` }, check === 'unit' ? [summary] : []);
    return { ...found, command: `${folder}${found.command}` };
  }
  if (/\bmocha\b/.test(text)) return run(`--reporter xunit --reporter-option output=${file}.xml`, { junit: `${file}.xml` });
  if (/\bcucumber(-js)?\b/.test(text)) return run(`--format json:${file}.json`, { 'cucumber-json': `${file}.json` });
  if (/\bnode\b.*--test\b/.test(text))
    return {
      check,
      command: `${folder}NODE_OPTIONS='--test-reporter=junit --test-reporter-destination=${file}.xml' npm run ${script}`,
      reports: [{ junit: `${file}.xml` }],
    };
  if (/\boxlint\b/.test(text))
    return {
      check,
      command: `${folder}npm run --silent ${script} -- --format=sarif > ${file}.sarif`,
      reports: [{ sarif: `${file}.sarif` }],
    };
  if (/\beslint\b/.test(text)) return eslint(script, packages, file);
  return `${check}: the script "${script}" (${text}) runs nothing whose results could be read; add a reporter that writes JUnit XML or SARIF`;
}

const summary = { 'coverage-summary': 'reports/coverage/coverage-summary.json' };

/** ESLint brought a JUnit formatter until version 8. */
function eslint(script: string, packages: Tree, file: string): FoundCheck | string {
  const major = Number(/\d+/.exec(textOf(packages['eslint']) ?? '')?.[0] ?? 9);
  if (packages['@microsoft/eslint-formatter-sarif'] !== undefined)
    return {
      check: 'lint',
      command: `npm run ${script} -- --format @microsoft/eslint-formatter-sarif --output-file ${file}.sarif`,
      reports: [{ sarif: `${file}.sarif` }],
    };
  if (major >= 9) return `lint: ESLint ${major} writes neither JUnit nor SARIF by itself; add @microsoft/eslint-formatter-sarif`;
  return { check: 'lint', command: `npm run ${script} -- --format junit --output-file ${file}.xml`, reports: [{ junit: `${file}.xml` }] };
}

/** A script that only calls others (`npm run compile && npm run unit`) stands for the last of them. */
function leaf(name: string, own: Readonly<Record<string, string>>): { readonly script: string; readonly text: string } {
  const text = own[name] ?? '';
  const next = [...text.matchAll(/\b(?:npm run|npm run-script|yarn|pnpm(?: run)?) (?:-s |--silent )?([\w:-]+)/g)]
    .map(([, called = '']) => called)
    .filter((called) => called in own && called !== name);
  const last = next.at(-1);
  return last === undefined || /\b(jest|vitest|mocha|eslint|oxlint|cucumber-js)\b/.test(text) ? { script: name, text } : leaf(last, own);
}
