import { join } from 'node:path';
import type { ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { World } from '../../backends/backend.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import { type DeployPlace, labelOf } from '../deploy/deploy-place.ts';
import { ByModuleDeployer } from '../deploy/deployer-by-module.ts';
import { CloudFormationDeployer } from '../deploy/deployer-cloudformation.ts';
import type { ParameterSources } from '../deploy/parameters.ts';
import type { StackFunctions } from '../deploy/stack-functions.ts';
import type { FlagParameters } from '../flags/flag-parameters.ts';
import { IacDeployer } from '../iac/deployer-iac.ts';
import { KeptOutputs } from '../iac/kept-outputs.ts';
import { programVariables } from '../iac/program-variables.ts';
import { codeBucket } from '../registry/code-bucket.ts';
import { copyArtefacts } from '../registry/copy-artefacts.ts';
import { artefactKey } from '../registry/keys.ts';
import type { OpenWorldOptions } from './world-options.ts';

export interface DeployerParts extends Pick<OpenWorldOptions, 'project' | 'plan' | 'evidence' | 'stateDir' | 'signal'> {
  readonly world: World;
  readonly sessions: Sessions;
  readonly functions: StackFunctions;
  readonly flags: FlagParameters;
  readonly sourcesOf: (place: DeployPlace, module: ProjectModule) => Promise<ParameterSources>;
  readonly readArtefact: (of: string, name: string) => Promise<Uint8Array | null>;
}

export interface MadeDeployer {
  readonly deployer: ByModuleDeployer;
  /** Copies a release into an account that can't read the tooling account's registry. */
  readonly bringRelease: (environment: string, release: Release) => Promise<void>;
}

/** Templates by CloudFormation, programs by their own tools. */
export function deployerOf(parts: DeployerParts): MadeDeployer {
  const { project, plan, evidence, stateDir, signal, world, sessions, functions, flags, sourcesOf, readArtefact } = parts;
  const regionsOf = (environment: string): readonly string[] => environmentOf(plan, environment).regions;
  const deployer = new ByModuleDeployer({
    project,
    functions,
    regionsOf,
    flags,
    missing: world.missing,
    templates: new CloudFormationDeployer({
      project,
      sessions,
      bucketOf: (place) => codeBucket(world, plan, place),
      endpoint: world.endpointInside(plan.tooling.account),
      evidence,
      readArtefact,
      sourcesOf,
    }),
    programs: new IacDeployer({
      sessions,
      outputs: new KeptOutputs(project.name),
      readArtefact,
      variablesOf: (place, release, module) => programVariables({ project, world, plan, sessions, sourcesOf }, place, release, module),
      folderOf: (place, module) => join(stateDir, 'iac', labelOf(place), module),
      evidence,
      ...(signal === undefined ? {} : { signal }),
    }),
  });
  const bringRelease = async (environment: string, release: Release): Promise<void> => {
    const { account } = environmentOf(plan, environment);
    const keyOf = (of: string, name: string): string => artefactKey(project.repository, of, name);
    for (const region of regionsOf(environment))
      await copyArtefacts(release, { account, region, keyOf, read: readArtefact, as: sessions.root(account, region) });
  };
  return { deployer, bringRelease };
}
