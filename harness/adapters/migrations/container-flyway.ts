import { BackendError, type ContainerPlace } from '../../backends/backend.ts';
import { imageOf } from '../../backends/containers/images.ts';
import { readFlywayJson } from './flyway-json.ts';
import { flywayEnvironment, flywayParameters, flywayVerbs } from './flyway-parameters.ts';
import type { FlywayAnswer, FlywayPlan, FlywayTool } from './flyway-tool.ts';
import { runTool } from './run-tool.ts';

export interface InsideServer {
  readonly host: string;
  readonly port: number;
  readonly network: string;
}

export interface ContainerFlywayOptions {
  readonly place: Pick<ContainerPlace, 'labels'>;
  /** Where a server of this machine stands as a container on `network` sees it. */
  readonly inside: (server: { readonly host: string; readonly port: number }) => InsideServer;
}

const folder = '/flyway/rehearsed';
/** What `docker run` itself ends with where it can't run the image. */
const engineFailed = new Set([125, 126, 127]);

/** The real Flyway, in its own image. */
export function containerFlyway(options: ContainerFlywayOptions): FlywayTool {
  return {
    validate: (plan) => runFlyway(options, plan, flywayVerbs.validate),
    migrate: (plan) => runFlyway(options, plan, flywayVerbs.migrate),
  };
}

async function runFlyway(options: ContainerFlywayOptions, plan: FlywayPlan, verb: readonly string[]): Promise<FlywayAnswer> {
  const image = imageOf('flyway');
  const { host, port, network } = options.inside(plan.connection);
  const environment = flywayEnvironment(plan);
  const container = [
    'run',
    '--rm',
    '--init',
    '--pull=missing',
    `--network=${network}`,
    ...Object.entries(options.place.labels).map(([name, value]) => `--label=${name}=${value}`),
    `--mount=type=bind,source=${plan.location},target=${folder},readonly`,
    // Named without a value: it is taken from our own environment.
    ...Object.keys(environment).map((name) => `--env=${name}`),
  ];
  const flyway = flywayParameters(plan, { host, port, location: folder });
  const end = await runTool('docker', [...container, image, ...flyway, ...verb], environment);
  if (end === null)
    throw new BackendError('The docker command is not on PATH.', 'Install it (it comes with Docker), or set flyway: builtin.');
  const answer = engineFailed.has(end.exitCode) ? null : readFlywayJson(end.stdout, image);
  if (answer !== null) return answer;
  throw new BackendError(
    `Flyway's container ended with ${end.exitCode} and no answer: ${end.stderr.trim().split('\n').at(-1) ?? ''}`,
    `Is the image here? docker pull ${image}`,
  );
}
