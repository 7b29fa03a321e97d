import { type DeployedFunction, placeOf } from '../../../src/model/deployment.ts';
import type { Project } from '../../../src/model/project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { applicationSecret } from '../aws/names.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';
import type { OpenedExternals } from '../externals/open-externals.ts';
import { FlagParameters, flagVariables } from '../flags/flag-parameters.ts';
import type { Connection } from '../../postgres/index.ts';
import { pointGreen } from '../deploy/green-alias.ts';
import { latest } from '../deploy/lambda-versions.ts';
import { placeIn } from '../deploy/place-in.ts';
import type { StackFunction, StackFunctions } from '../deploy/stack-functions.ts';
import { urlVariable } from './url-variable.ts';

export interface VariableSources {
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Sessions;
  readonly functions: StackFunctions;
  readonly project: Project;
  readonly externals: Pick<OpenedExternals, 'variables'>;
  /** Where users reach a function of the environment that has a URL. */
  readonly entrance: (environment: string, fn: StackFunction, url: string) => Promise<string>;
}

/**
 * Where the environment's functions are reached: one variable a function, and API_URL (also as BASE_URL) for the first. Those of `region`, the
 * environment's first where absent; where there are others, theirs end with the region (`API_URL_CREATE_PAYMENT_EU_CENTRAL_1`). Of a function that
 * is among `green` it is that version's own address, where no user comes.
 */
export async function urlVariables(
  sources: VariableSources,
  environment: string,
  region = environmentOf(sources.plan, environment).region,
  green: readonly DeployedFunction[] = [],
): Promise<Readonly<Record<string, string>>> {
  const found = await sources.functions.of(environment);
  const here: [string, string][] = [];
  const elsewhere: [string, string][] = [];
  for (const fn of found) {
    const { name, region: at = region, url } = fn;
    if (url === null) continue;
    const version = green.find((each) => placeOf(each) === placeIn(fn))?.version;
    const reached =
      version === undefined || fn.alias === latest
        ? await sources.entrance(environment, fn, url)
        : await sources.world.reach(environment, await pointGreen(fn, version));
    if (at === region) here.push([urlVariable(name, null), reached]);
    else elsewhere.push([urlVariable(name, at), reached]);
  }
  const [main] = here;
  return { ...(main === undefined ? {} : { API_URL: main[1], BASE_URL: main[1] }), ...Object.fromEntries([...here, ...elsewhere]) };
}

/** What contract.md promises a check: the environment's endpoint, short-lived credentials of the test role, its database as the application sees it. */
export async function checkVariables(
  sources: VariableSources,
  environment: string,
  region = environmentOf(sources.plan, environment).region,
  green: readonly DeployedFunction[] = [],
): Promise<Readonly<Record<string, string>>> {
  const { world, plan, sessions } = sources;
  const { account, regions } = environmentOf(plan, environment);
  const credentials = await sessions.testCredentials(environment);
  return {
    REHEARSAL_ENVIRONMENT: environment,
    RUN_INTEGRATION: '1',
    AWS_ENDPOINT_URL: world.endpointOf(account),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    REHEARSAL_REGIONS: regions.join(','),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
    ...(await databaseVariables(sources, environment, account)),
    ...sources.externals.variables(environment),
    ...flagVariables(await new FlagParameters(sources.project, (name) => regions.map((at) => sessions.stage(name, at))).read(environment)),
    ...(await urlVariables(sources, environment, region, green)),
  };
}

async function databaseVariables(
  sources: VariableSources,
  environment: string,
  account: string,
): Promise<Readonly<Record<string, string>>> {
  const found = await findLogin(sources, environment, account);
  if (found === null) return {};
  const { user, password, host, port, database } = found;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return { DATABASE_URL: `postgres://${login}@${host}:${port}/${database}` };
}

/** How the environment's functions reach its first database. Throws where it has none. */
export async function applicationLogin(sources: VariableSources, environment: string): Promise<Connection> {
  const found = await findLogin(sources, environment, environmentOf(sources.plan, environment).account);
  if (found === null) throw new Error(`${environment} has no database.`);
  return found;
}

async function findLogin({ project, sessions, world }: VariableSources, environment: string, account: string): Promise<Connection | null> {
  const database = project.modules.find((module) => module.database !== null)?.database;
  if (database === undefined || database === null) return null;
  const secret = await readDatabaseSecret(sessions.root(account), applicationSecret(database.name));
  if (secret === null) return null;
  const { host, port } = world.postgresOf(environment);
  return { host, port, user: secret.username, password: secret.password, database: secret.dbname };
}
