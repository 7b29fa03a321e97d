import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICruiseOptions, ICruiseResult, IReporterOutput } from 'dependency-cruiser';

/**
 * dependency-cruiser reads TypeScript with the compiler's own parser, up to 6.x; beside 7 it reads nothing at all and says that all is well.
 * So it is given 6, and asked for proof: it must have seen every module, and must find a violation that is planted for it.
 */
registerHooks({ resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=$|\/)/, 'typescript6'), context) });

const { cruise } = await import('dependency-cruiser');
const { default: extractTSConfig } = (await import('dependency-cruiser/config-utl/extract-ts-config')) as {
  readonly default: (path: string) => object;
};
const root = fileURLToPath(new URL('..', import.meta.url));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden'];
  options: ICruiseOptions;
};
const folders = ['src', 'harness', 'features', 'tools', 'bench'];

async function check(paths: readonly string[]): Promise<ICruiseResult> {
  const ruleSet = { forbidden: rules.forbidden ?? [] };
  const result: IReporterOutput = await cruise(
    [...paths],
    { ...rules.options, ruleSet, validate: true, baseDir: root },
    {},
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered text');
  return result.output;
}

/** A gate that imports the harness: every layer forbids it. */
async function findsPlanted(): Promise<boolean> {
  const folder = mkdtempSync(join(root, 'src', 'gates', 'planted-'));
  try {
    writeFileSync(
      join(folder, 'violation.ts'),
      "import type { World } from '../../../harness/backends/backend.ts';\nexport type Planted = World;\n",
    );
    const { summary } = await check([folder.slice(root.length)]);
    return summary.violations.some((violation) => violation.rule.name === 'one-composition-root');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { existsSync, readdirSync } = await import('node:fs');
const present = folders.filter((folder) => existsSync(join(root, folder)));
const files = present.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')),
);
const { summary, modules } = await check(present);
const seen = modules.filter((module) => module.source.endsWith('.ts') && !module.source.includes('node_modules')).length;
const problems = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
if (seen < files.length) problems.push(`only ${seen} of ${files.length} modules were seen`);
if (!(await findsPlanted())) problems.push('a violation that was planted was not found');
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`imports: ${seen} modules, ${summary.totalDependenciesCruised ?? 0} dependencies, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
