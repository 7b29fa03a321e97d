import type { DeployedFunction } from '../../../src/model/deployment.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { Deployer, DeployOutcome, DeployPlan, DeployRefusal } from '../../../src/ports/deployer.ts';
import type { Capability } from '../../backends/backend.ts';
import type { FlagParameters } from '../flags/flag-parameters.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import { type DeployPlace, placesOf } from './deploy-place.ts';
import { beyondBackend } from './beyond-backend.ts';
import { readLive } from './lambda-versions.ts';
import type { ModuleDeployer, ModuleOf, ModuleOutcome, PlannedChange } from './module-deployer.ts';
import type { StackFunctions } from './stack-functions.ts';

export interface ByModuleOptions {
  readonly project: Project;
  readonly functions: StackFunctions;
  /** Region by region, the first one first. */
  readonly regionsOf: (environment: string) => readonly string[];
  readonly flags: Pick<FlagParameters, 'set'>;
  /** What the backend can't do. */
  readonly missing: readonly Capability[];
  readonly templates: ModuleDeployer<'template'>;
  readonly programs: ModuleDeployer<'program'>;
}

/** One region after the other, in each one module after the other, each as its infrastructure is made. */
export class ByModuleDeployer implements Deployer {
  readonly #options: ByModuleOptions;

  constructor(options: ByModuleOptions) {
    this.#options = options;
  }

  async plan(environment: string, release: Release): Promise<DeployPlan | DeployRefusal> {
    const changes: PlannedChange[] = [];
    for (const { place, module } of this.#modulesIn(environment)) {
      const planned = await this.#changes(place, release, module);
      if ('refused' in planned) return planned;
      changes.push(...planned.map((change) => ({ ...change, ...place.at })));
    }
    changes.sort((left, right) => (left.logicalId < right.logicalId ? -1 : 1));
    const beyond = beyondBackend(changes, this.#options.missing);
    if (beyond !== null) return beyond;
    return { digest: sha256Of(Buffer.from(JSON.stringify({ environment, release: release.id, changes }))), changes };
  }

  async deploy(environment: string, release: Release): Promise<DeployOutcome> {
    const functions: DeployedFunction[] = [];
    const changesLeft: string[] = [];
    const evidence: Digest[] = [];
    const { project, flags } = this.#options;
    for (const { place, module } of this.#modulesIn(environment)) {
      const outcome = await this.#deployModule(place, release, module);
      evidence.push(...outcome.evidence);
      if (outcome.kind === 'failed') return { ...outcome, reason: inRegion(place, outcome.reason), evidence };
      functions.push(...outcome.functions.map((fn) => ({ ...fn, ...place.at })));
      changesLeft.push(...outcome.changesLeft.map((change) => inRegion(place, change)));
    }
    const set = Object.keys(project.flags).length === 0 ? {} : { flags: await flags.set(environment) };
    return { kind: 'deployed', functions, changesLeft, evidence, ...set };
  }

  async live(environment: string): Promise<readonly DeployedFunction[]> {
    const found = await this.#options.functions.of(environment);
    const live = await Promise.all(
      found.map(async ({ clients, logicalId, physicalId, alias, region }) => {
        const deployed = await readLive(clients, logicalId, physicalId, alias);
        return deployed === null || region === undefined ? deployed : { ...deployed, region };
      }),
    );
    return live.filter((deployed) => deployed !== null);
  }

  #modulesIn(environment: string): readonly { readonly place: DeployPlace; readonly module: ProjectModule }[] {
    const { project, regionsOf } = this.#options;
    return placesOf(environment, regionsOf(environment)).flatMap((place) => project.modules.map((module) => ({ place, module })));
  }

  #changes(place: DeployPlace, release: Release, module: ProjectModule): Promise<readonly PlannedChange[] | DeployRefusal> {
    const { templates, programs } = this.#options;
    return byKind(
      module,
      (one) => templates.changes(place, release, one),
      (one) => programs.changes(place, release, one),
    );
  }

  #deployModule(place: DeployPlace, release: Release, module: ProjectModule): Promise<ModuleOutcome> {
    const { templates, programs } = this.#options;
    return byKind(
      module,
      (one) => templates.deploy(place, release, one),
      (one) => programs.deploy(place, release, one),
    );
  }
}

function inRegion({ at }: DeployPlace, said: string): string {
  return at.region === undefined ? said : `${at.region}: ${said}`;
}

function byKind<Answer>(
  module: ProjectModule,
  ofTemplate: (module: ModuleOf<'template'>) => Answer,
  ofProgram: (module: ModuleOf<'program'>) => Answer,
): Answer {
  const { infrastructure } = module;
  return infrastructure.kind === 'template' ? ofTemplate({ ...module, infrastructure }) : ofProgram({ ...module, infrastructure });
}
