import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startEmulatorProcess, type EmulatorProcess } from '../emulator/process.ts';
import { prepareAwsCli, type AwsCli, type CliCaller, type CliResult } from './aws-cli.ts';

const account = '111122223333';
const region = 'eu-central-1';
const environment = 'uat';
const bucket = 'artefacts';
const projects = fileURLToPath(new URL('../../scenarios/projects/', import.meta.url));

interface SampleModule {
  readonly name: string;
  readonly template: string;
  readonly functions: Readonly<Record<string, { readonly logicalId: string }>>;
  /** Of the environment, with what they are filled from filled in. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every module of every sample that names a template. */
function sampleModules(): readonly SampleModule[] {
  return readdirSync(projects).flatMap((project) => {
    if (!readdirSync(join(projects, project)).includes('rehearsal.yaml')) return [];
    const file = parse(readFileSync(join(projects, project, 'rehearsal.yaml'), 'utf8')) as RehearsalFile;
    return Object.entries(file.modules).flatMap(([id, module]): SampleModule[] => {
      const { template, functions, parameters = {}, environments = {} } = module;
      if (template === undefined) return [];
      const given = { ...parameters, ...environments[environment]?.parameters };
      const filled = Object.entries(given).map(([name, value]) => [name, String(value).replaceAll(/\$\{([^}]+)\}/g, filling)] as const);
      return [{ name: `${project}-${id}`, template: join(projects, project, template), functions, parameters: Object.fromEntries(filled) }];
    });
  });
}

interface RehearsalFile {
  readonly modules: Readonly<
    Record<
      string,
      {
        readonly template?: string;
        readonly functions: SampleModule['functions'];
        readonly parameters?: Readonly<Record<string, string | number>>;
        readonly environments?: Readonly<Record<string, { readonly parameters: Readonly<Record<string, string | number>> }>>;
      }
    >
  >;
}

function filling(_: string, source: string): string {
  const key = /^artefact\.(.+)\.key$/.exec(source)?.[1];
  if (key !== undefined) return `${key}.zip`;
  if (source.startsWith('external.')) return 'http://127.0.0.1:1';
  const known: Readonly<Record<string, string>> = {
    environment,
    account,
    region,
    commit: 'c'.repeat(40),
    'artefact.bucket': bucket,
    'database.secretArn': `arn:aws:secretsmanager:${region}:${account}:secret:database-AbCdEf`,
  };
  const value = known[source];
  if (value === undefined) throw new Error(`nothing fills \${${source}}`);
  return value;
}

let folder: string;
let emulator: EmulatorProcess;
let caller: CliCaller;
let cli: AwsCli;

beforeAll(async () => {
  cli = await prepareAwsCli();
  folder = mkdtempSync(join(tmpdir(), 'sample-templates-'));
  emulator = await startEmulatorProcess({ dataDir: join(folder, 'aws'), accounts: [account], seed: 1, lifetime: 'parent' });
  const { accessKeyId = '', secretAccessKey = '' } = emulator.rootKeys[account] ?? {};
  caller = { endpoint: emulator.endpoint, region, accessKeyId, secretAccessKey };
  await run('s3', 'mb', `s3://${bucket}`);
}, 300_000);

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs to exit code 0. */
async function run(...args: readonly string[]): Promise<CliResult> {
  const ended = await cli.run(caller, ...args);
  expect(`${String(ended.exitCode)} ${ended.exitCode === 0 ? '' : ended.stderr}`).toBe('0 ');
  return ended;
}

describe('aws cloudformation deploy, unmodified', { timeout: 120_000 }, () => {
  it.each(sampleModules())(
    'brings up $name, and the second time has nothing to change',
    async ({ name, template, functions, parameters }) => {
      for (const fn of Object.keys(functions)) {
        const zip = join(folder, `${fn}.zip`);
        writeFileSync(zip, zipSync({ 'index.mjs': strToU8(`export const handler = async () => ${JSON.stringify(fn)};`) }));
        await run('s3', 'cp', zip, `s3://${bucket}/${fn}.zip`);
      }
      const overrides = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
      const stack = ['--stack-name', name.toLowerCase()];
      const capabilities = ['--capabilities', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];
      const deploy = [
        'cloudformation',
        'deploy',
        ...stack,
        '--template-file',
        template,
        ...capabilities,
        '--no-fail-on-empty-changeset',
        '--parameter-overrides',
        ...overrides,
      ];
      expect((await run(...deploy)).stdout).toContain('Successfully created/updated stack');
      const { stdout } = await run('cloudformation', 'describe-stack-resources', ...stack);
      const { StackResources: resources } = JSON.parse(stdout) as { readonly StackResources: readonly Readonly<Record<string, string>>[] };
      const made = Object.fromEntries(resources.map((one) => [one['LogicalResourceId'] ?? '', one['PhysicalResourceId'] ?? '']));
      for (const [fn, { logicalId }] of Object.entries(functions)) {
        const out = join(folder, `${fn}.json`);
        await run('lambda', 'invoke', '--function-name', made[logicalId] ?? '', out);
        expect(JSON.parse(readFileSync(out, 'utf8'))).toBe(fn);
      }
      expect((await run(...deploy)).stdout).toContain('No changes to deploy');
    },
  );
});
