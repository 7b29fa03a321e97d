import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { ProjectModule } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { applicationSecret } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import type { DeployPlace } from '../deploy/deploy-place.ts';
import type { ParameterSources } from '../deploy/parameters.ts';
import type { OpenedExternals } from '../externals/open-externals.ts';

export interface ModuleSourcesOptions {
  readonly accountOf: (environment: string) => string;
  readonly sessions: { readonly root: (...at: Parameters<Sessions['root']>) => Pick<AwsClients, 'secrets'> };
  readonly externals: Pick<OpenedExternals, 'sources'>;
  readonly commit: string;
}

/** What a module's parameters may name of the place where it is deployed: `${database.secretArn}`, `${external.NAME.url}`, `${account}`, … */
export async function moduleSources(
  { accountOf, sessions, externals, commit }: ModuleSourcesOptions,
  { environment, region }: Pick<DeployPlace, 'environment' | 'region'>,
  { database }: Pick<ProjectModule, 'database'>,
): Promise<ParameterSources> {
  const account = accountOf(environment);
  const secretArn =
    database === null ? {} : { 'database.secretArn': await arnOfSecret(sessions.root(account, region), applicationSecret(database.name)) };
  return { ...secretArn, ...externals.sources(environment), commit, account, region };
}

async function arnOfSecret({ secrets }: Pick<AwsClients, 'secrets'>, name: string): Promise<string> {
  const { ARN: arn } = await secrets.send(new DescribeSecretCommand({ SecretId: name }));
  if (arn === undefined) throw new Error(`secret ${name} has no ARN`);
  return arn;
}
