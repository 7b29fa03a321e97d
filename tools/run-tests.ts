import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** Every suite of `npm test`, all of them though one fails, and one line at the end over all. `--all` adds what needs more than the clone. */
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'rehearse-tests-'));

/** The Node and the tools that npm ci brought, however this was started. */
const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` };

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** Counts out of what the suite wrote; absent, the whole suite counts as one. */
  readonly count?: (report: unknown) => Count;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface CucumberFeature {
  readonly elements?: readonly { readonly type: string; readonly steps: readonly { readonly result: { readonly status: string } }[] }[];
}

const vitest = (name: string, config: string): Suite => ({
  name,
  command: [
    'vitest',
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(scratch, `${name}.json`)}`,
  ],
  count: (report) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report as VitestReport;
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    // A test that does not run proves nothing: skipped counts as failed.
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests + broken };
  },
});

const cucumber: Suite = {
  name: 'features',
  command: ['cucumber-js', '--format', 'progress', '--format', `json:${join(scratch, 'features.json')}`],
  count: (report) => {
    const scenarios = (report as readonly CucumberFeature[]).flatMap((feature) =>
      (feature.elements ?? []).filter((element) => element.type !== 'background'),
    );
    const passed = scenarios.filter(
      (scenario) => scenario.steps.length > 0 && scenario.steps.every((step) => step.result.status === 'passed'),
    ).length;
    return { passed, failed: scenarios.length - passed };
  },
};

const everywhere: readonly Suite[] = [
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', 'src', 'harness', 'features', 'tools', 'bench', 'bin'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'imports', command: ['node', 'tools/check-imports.ts'] },
  vitest('unit', 'vitest.config.ts'),
  vitest('conformance', 'vitest.conformance.config.ts'),
  cucumber,
];
const withMore: readonly Suite[] = [vitest('outside', 'vitest.outside.config.ts')];

function run(suite: Suite): Count {
  process.stdout.write(`\n== ${suite.name}\n`);
  const startedAt = performance.now();
  const [program = '', ...args] = suite.command;
  const { status, error } = spawnSync(join(root, 'node_modules/.bin', program), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined) process.stdout.write(`${error.message}\n`);
  const counted = countOf(suite, status);
  process.stdout.write(
    `== ${suite.name}: ${counted.passed} passed, ${counted.failed} failed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`,
  );
  return counted;
}

function countOf(suite: Suite, status: number | null): Count {
  const whole = status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (suite.count === undefined) return whole;
  const path = join(scratch, `${suite.name}.json`);
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const { passed, failed } = suite.count(JSON.parse(readFileSync(path, 'utf8')));
  // Nothing executed, or a red exit without a red test, is a failure too.
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed };
}

const suites = process.argv.includes('--all') ? [...everywhere, ...withMore] : everywhere;
const counts = suites.map(run);
rmSync(scratch, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
