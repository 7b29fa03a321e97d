import type { Tag } from '../resources/resource-kind.ts';
import type { ParameterValue } from '../template/parameters.ts';

/** What a stack was asked to be: kept of the last good state too, to roll back to. */
export interface Deployed {
  /** What CloudFormation works with: after transforms. */
  readonly template: string;
  /** The template as it was given, where a transform made another of it. */
  readonly written?: string;
  readonly parameters: readonly ParameterValue[];
  readonly capabilities: readonly string[];
  readonly tags: readonly Tag[];
  readonly description?: string;
}
