import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './outside-cache.ts';
import { runProgram, type ProgramResult } from './run-program.ts';

/** The versions that the tests run. */
const packages = { 'aws-cdk': '2.1148.1', 'aws-cdk-lib': '2.276.0', constructs: '10.8.1' };

export interface CdkCaller {
  readonly endpoint: string;
  readonly region: string;
  readonly account: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** CDK as anyone has it: unmodified, told of the emulator by AWS_ENDPOINT_URL alone. */
export interface CdkCli {
  /** `folder` holds `app.js`, which can require aws-cdk-lib. */
  run(caller: CdkCaller, folder: string, ...args: readonly string[]): Promise<ProgramResult>;
}

/** CDK from the cache, put there by npm where it is absent. @throws Error where npm is absent or its registry can't be reached. */
export async function prepareCdk(): Promise<CdkCli> {
  const cache = await cached('cdk', Object.values(packages).join('-'), async (folder) => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
    const { exitCode, stderr } = await runProgram('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
    if (exitCode === 0) return;
    throw new Error(
      `CDK could not be put into the cache: npm install ended with ${String(exitCode)}. See that npm reaches its registry. ${stderr}`,
    );
  });
  const modules = join(cache, 'node_modules');
  const cdk = join(modules, 'aws-cdk', 'bin', 'cdk');
  return {
    run: (caller, folder, ...args) => {
      const own = ['--app', `${process.execPath} app.js`, '--output', join(folder, 'cdk.out'), '--no-version-reporting', '--no-notices'];
      return runProgram(process.execPath, [cdk, ...args, ...own], { cwd: folder, env: environment(caller, folder, modules) });
    },
  };
}

/** Nothing of the user's own AWS or CDK configuration. */
function environment({ endpoint, region, account, ...keys }: CdkCaller, folder: string, modules: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_PATH: modules,
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    CDK_APP_ACCOUNT: account,
  };
}
