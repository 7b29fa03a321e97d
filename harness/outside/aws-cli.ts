import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The version that the tests run: the AWS CLI 1, which is the one that PyPI has. */
export const awsCliVersion = '1.46.2';

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliCaller {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The AWS CLI as anyone has it: unmodified, told of the emulator by AWS_ENDPOINT_URL alone. */
export interface AwsCli {
  run(caller: CliCaller, ...args: readonly string[]): Promise<CliResult>;
}

/**
 * The CLI from the cache, put there where it is absent: a virtual environment of Python's with awscli from the package index.
 * @throws Error where there is no python3 with venv and pip, or the index can't be reached.
 */
export async function prepareAwsCli(): Promise<AwsCli> {
  const cache = process.env.REHEARSE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dress-rehearsal');
  const folder = join(cache, 'outside', 'awscli');
  const whole = join(folder, `awscli-${awsCliVersion}.complete`);
  if (!existsSync(whole)) {
    // What an interrupted or older making left there.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await must('python3', ['-m', 'venv', folder]);
    await must(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `awscli==${awsCliVersion}`]);
    writeFileSync(whole, '');
  }
  return { run: (caller, ...args) => runProgram(join(folder, 'bin', 'aws'), args, environment(caller, folder)) };
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await runProgram(program, args, process.env);
  if (exitCode === 0) return;
  throw new Error(
    `The AWS CLI could not be put into the cache: ${program} ${args.join(' ')} ended with ${String(exitCode)}. Install Python 3 with venv and pip, and see that pip reaches a package index. ${stderr}`,
  );
}

/** Nothing of the user's own AWS configuration. */
function environment({ endpoint, region, ...keys }: CliCaller, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
    AWS_DEFAULT_OUTPUT: 'json',
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
  };
}

function runProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<CliResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.once('error', (error) => resolve({ exitCode: null, ...output, stderr: error.message }));
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}

const timeoutMs = 180_000;
