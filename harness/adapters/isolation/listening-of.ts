import { ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda';
import type { PlannedEnvironment, World } from '../../backends/backend.ts';
import type { StandIn } from '../../externals/index.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { functionsOf } from './functions-of.ts';

/** What listens on this machine for an environment, and for it alone. */
export interface Listening {
  /** `Postgres`, `the function URL of pay`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface ListeningSources {
  readonly world: Pick<World, 'postgresOf'>;
  readonly standIns: readonly Pick<StandIn, 'environment' | 'name' | 'port'>[];
}

export async function listeningOf(
  { world, standIns }: ListeningSources,
  inRegions: readonly AwsClients[],
  { name: environment, database }: PlannedEnvironment,
): Promise<readonly Listening[]> {
  const postgres = database ? [{ name: 'Postgres', ...addressOf(world.postgresOf(environment).fromFunctions) }] : [];
  const externals = standIns
    .filter((each) => each.environment === environment)
    .map(({ name, port }) => ({ name: `the stand-in of ${name}`, host: '127.0.0.1', port }));
  return [...postgres, ...externals, ...(await Promise.all(inRegions.map(functionUrls))).flat()];
}

function addressOf({ host, port }: { readonly host: string; readonly port: number }): Pick<Listening, 'host' | 'port'> {
  return { host, port };
}

async function functionUrls({ lambda }: AwsClients): Promise<readonly Listening[]> {
  const functions = await functionsOf(lambda);
  const urls = await Promise.all(
    functions.map(async ({ FunctionName: name = '' }) => {
      const { FunctionUrlConfigs: configs = [] } = await lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: name }));
      return configs.map(({ FunctionUrl: url = '' }): Listening => {
        const { hostname: host, port, protocol } = new URL(url);
        return { name: `the function URL of ${name}`, host, port: Number(port === '' ? schemePorts[protocol] : port) };
      });
    }),
  );
  return urls.flat();
}

const schemePorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
