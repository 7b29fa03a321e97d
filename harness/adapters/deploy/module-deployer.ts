import type { DeployedFunction } from '../../../src/model/deployment.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Infrastructure, ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { DeployOutcome, DeployPlan, DeployRefusal } from '../../../src/ports/deployer.ts';
import type { DeployPlace } from './deploy-place.ts';

export type PlannedChange = DeployPlan['changes'][number];

/** A module whose resources are made in this way. */
export type ModuleOf<Kind extends Infrastructure['kind']> = ProjectModule & {
  readonly infrastructure: Extract<Infrastructure, { readonly kind: Kind }>;
};

export type ModuleOutcome =
  | {
      readonly kind: 'deployed';
      readonly functions: readonly DeployedFunction[];
      readonly changesLeft: readonly string[];
      readonly evidence: readonly Digest[];
    }
  | Extract<DeployOutcome, { readonly kind: 'failed' }>;

/** How the modules of one kind of infrastructure get into an account. */
export interface ModuleDeployer<Kind extends Infrastructure['kind']> {
  /** Changes nothing. */
  changes(place: DeployPlace, release: Release, module: ModuleOf<Kind>): Promise<readonly PlannedChange[] | DeployRefusal>;
  /** Knows nothing of other regions: its functions and changes are named without one. */
  deploy(place: DeployPlace, release: Release, module: ModuleOf<Kind>): Promise<ModuleOutcome>;
}
