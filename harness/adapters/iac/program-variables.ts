import type { Project } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import type { DeployPlace } from '../deploy/deploy-place.ts';
import type { ModuleOf } from '../deploy/module-deployer.ts';
import { type ParameterSources, resolveParameters } from '../deploy/parameters.ts';
import { codeBucket } from '../registry/code-bucket.ts';
import { artefactKey } from '../registry/keys.ts';
import { iacStateOf, iacStateVariables } from '../state/iac-state.ts';

export interface ProgramVariableSources {
  readonly project: Project;
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Pick<Sessions, 'stage'>;
  readonly sourcesOf: (place: DeployPlace, module: ModuleOf<'program'>) => Promise<ParameterSources>;
}

/** What an infrastructure tool's command gets: where AWS is, the stage's own short-lived credentials, where its state lies, its variables. */
export async function programVariables(
  { project, world, plan, sessions, sourcesOf }: ProgramVariableSources,
  place: DeployPlace,
  release: Release,
  module: ModuleOf<'program'>,
): Promise<Readonly<Record<string, string>>> {
  const { environment, region, at } = place;
  const { account } = environmentOf(plan, environment);
  const credentials = await sessions.stage(environment).options.credentials();
  const state = iacStateOf({ tooling: plan.tooling, account, locks: !world.missing.includes('lock-table') });
  const key = (name: string): string => artefactKey(project.repository, release.commit, name);
  const keys = Object.fromEntries(module.functions.map(({ name }) => [`artefact.${name}.key`, key(`${name}.zip`)]));
  const bucket = codeBucket(world, plan, { environment, region });
  const sources = { ...(await sourcesOf(place, module)), ...keys, 'artefact.bucket': bucket, environment };
  return {
    ...toolVariables(module.infrastructure.tool, resolveParameters(module, environment, sources)),
    ...iacStateVariables(state, [project.name, module.id, ...(at.region === undefined ? [] : [at.region])].join('/')),
    REHEARSAL_ENVIRONMENT: environment,
    AWS_ENDPOINT_URL: world.endpointOf(account),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
  };
}

/** Terraform takes a variable from TF_VAR_<name>; programs in a language of their own read the environment. */
function toolVariables(
  tool: ModuleOf<'program'>['infrastructure']['tool'],
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (tool !== 'terraform') return parameters;
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`TF_VAR_${name}`, value]));
}
