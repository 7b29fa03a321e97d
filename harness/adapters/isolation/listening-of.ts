import { ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda';
import type { NetworkListener, PlannedEnvironment, World } from '../../backends/backend.ts';
import type { StandIn } from '../../externals/index.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { functionsOf } from './functions-of.ts';

/** What listens for an environment, and for it alone: `Postgres`, `the function URL of pay`. */
export type Listening = NetworkListener;

export interface ListeningSources {
  readonly world: Pick<World, 'postgresOf' | 'engine'>;
  readonly standIns: readonly Pick<StandIn, 'environment' | 'name' | 'port'>[];
}

/** Beside what an engine says that listens on its networks: names of containers are known there alone, so a name's refusal says nothing of the way. */
export async function listeningOf(
  { world, standIns }: ListeningSources,
  inRegions: readonly AwsClients[],
  { name: environment, database }: PlannedEnvironment,
): Promise<readonly Listening[]> {
  const externals = standIns
    .filter((each) => each.environment === environment)
    .map(({ name, port }) => ({ name: `the stand-in of ${name}`, host: '127.0.0.1', port }));
  if (world.engine !== null) return externals;
  const postgres = database ? [{ name: 'Postgres', ...addressOf(world.postgresOf(environment).fromFunctions) }] : [];
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
