import { spawn } from 'node:child_process';
import { BackendError, type ContainerPlace } from '../../backends/backend.ts';
import { imageOf } from '../../backends/containers/images.ts';
import { readFlywayJson } from './flyway-json.ts';
import type { FlywayAnswer, FlywayPlan, FlywayTool } from './flyway-tool.ts';

export interface InsideServer {
  readonly host: string;
  readonly port: number;
  readonly network: string;
}

export interface ContainerFlywayOptions {
  readonly place: Pick<ContainerPlace, 'labels'>;
  /** Where a server of this machine stands among the world's containers. */
  readonly inside: (server: { readonly host: string; readonly port: number }) => InsideServer;
}

const folder = '/flyway/rehearsed';
const limitMs = 5 * 60_000;
/** What `docker run` itself ends with where it can't run the image. */
const engineFailed = new Set([125, 126, 127]);

/** The real Flyway, in its own image on the world's network. `validate` is the gate before `migrate`, so what is pending is no fault. */
export function containerFlyway(options: ContainerFlywayOptions): FlywayTool {
  return {
    name: `Flyway (${imageOf('flyway')})`,
    validate: (plan) => runFlyway(options, plan, ['-ignoreMigrationPatterns=*:pending', 'validate']),
    migrate: (plan) => runFlyway(options, plan, ['migrate']),
  };
}

async function runFlyway(options: ContainerFlywayOptions, plan: FlywayPlan, command: readonly string[]): Promise<FlywayAnswer> {
  const image = imageOf('flyway');
  const { host, port, network } = options.inside(plan.connection);
  const container = [
    'run',
    '--rm',
    '--init',
    '--pull=missing',
    `--network=${network}`,
    ...Object.entries(options.place.labels).map(([name, value]) => `--label=${name}=${value}`),
    `--mount=type=bind,source=${plan.location},target=${folder},readonly`,
    // Named without a value: it is taken from our own environment, and no process list shows it.
    '--env=FLYWAY_PASSWORD',
    '--env=REDGATE_DISABLE_TELEMETRY=true',
  ];
  const flyway = [
    `-url=jdbc:postgresql://${host}:${port}/${plan.connection.database}`,
    `-user=${plan.connection.user}`,
    `-locations=filesystem:${folder}`,
    '-skipCheckForUpdate',
    '-outputType=json',
    ...Object.entries(plan.placeholders).map(([name, value]) => `-placeholders.${name}=${value}`),
  ];
  const end = await run([...container, image, ...flyway, ...command], { FLYWAY_PASSWORD: plan.connection.password });
  const answer = engineFailed.has(end.exitCode) ? null : readFlywayJson(end.stdout);
  if (answer !== null) return answer;
  throw new BackendError(
    `Flyway's container ended with ${end.exitCode} and no answer: ${end.stderr.trim().split('\n').at(-1) ?? ''}`,
    `Is the image here? docker pull ${image}`,
  );
}

interface End {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], secrets: Readonly<Record<string, string>>): Promise<End> {
  const child = spawn('docker', args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...secrets } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const limit = setTimeout(() => child.kill('SIGTERM'), limitMs);
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? -1));
    });
    return { exitCode, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new BackendError('The docker command is not on PATH.', 'Install it (it comes with Docker), or use --backend embedded.', error);
  } finally {
    clearTimeout(limit);
  }
}
