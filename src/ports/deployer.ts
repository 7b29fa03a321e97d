import type { Digest } from '../model/digest.ts';
import type { DeployedFunction } from '../model/deployment.ts';
import type { Release } from '../model/release.ts';

/** Brings the stored template, or program, and zips into an environment's account, into each of its regions, as that stage's own role. */
export interface Deployer {
  /** What a deploy would change, as the account's CloudFormation says. Changes nothing. */
  plan(environment: string, release: Release): Promise<DeployPlan | DeployRefusal>;
  /** Stack and function versions, region by region; it ends at the first that fails. Live traffic stays where it is. Doing it twice changes nothing. */
  deploy(environment: string, release: Release): Promise<DeployOutcome>;
  /** What the alias that traffic goes through points at, with CodeSha256 as the account gives it. Empty where nothing is live. */
  live(environment: string): Promise<readonly DeployedFunction[]>;
}

export interface DeployPlan {
  /** Of the canonical JSON of `changes`, the environment and the release. */
  readonly digest: Digest;
  readonly changes: readonly {
    readonly action: string;
    readonly logicalId: string;
    readonly type: string;
    readonly replacement: string | null;
    /** Where the environment has several. */
    readonly region?: string;
  }[];
}

/** The account takes no such template, or the program can't be planned. */
export interface DeployRefusal {
  /** The file and the account's or the tool's own words. */
  readonly refused: string;
  /** Capabilities that the template wants and the backend doesn't have, where that is why: nothing is said of the template then. */
  readonly lacking?: readonly string[];
  /** The tool that isn't here, where that is why. */
  readonly missingTool?: string;
}

export type DeployOutcome =
  | {
      readonly kind: 'deployed';
      readonly functions: readonly DeployedFunction[];
      /** What a second apply would change: must be empty. */
      readonly changesLeft: readonly string[];
      /** The feature flags that it set, as the account gives them back; absent where the project has none. */
      readonly flags?: Readonly<Record<string, boolean>>;
      readonly evidence: readonly Digest[];
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** The account's own words for each resource that failed. */
      readonly events: readonly { readonly logicalId: string; readonly status: string; readonly reason: string }[];
      readonly evidence: readonly Digest[];
    };
