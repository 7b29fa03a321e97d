import type { Problem } from './problem.ts';
import type { TrafficHooks } from './rollout-strategy.ts';
import type { ReadAlarm } from './template-alarm.ts';

/** How the project's own templates want their functions' traffic moved: SAM's DeploymentPreference. */
export interface TemplateDeployment {
  /** The template that says so. */
  readonly file: string;
  /** One of CodeDeploy's names, or of that form: `Canary10Percent5Minutes`. */
  readonly type: string;
  readonly hooks: TrafficHooks;
  /** Logical ids of alarms that are to be heard meanwhile. */
  readonly alarms: readonly string[];
}

/** What all templates of a project say together. */
export type SaidByTemplates =
  | { readonly kind: 'said'; readonly deployment: TemplateDeployment }
  | { readonly kind: 'nothing' }
  /** What nobody here can carry out: it counts where a topology leaves it to the templates. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/** What a template says that can be carried out; null where there is nothing of it. */
export function deploymentIn(said: SaidByTemplates): TemplateDeployment | null {
  return said.kind === 'said' ? said.deployment : null;
}

/** What the templates of a project say of how a release goes over. */
export interface TemplatesSay {
  readonly deployment: SaidByTemplates;
  /** By logical id. */
  readonly alarms: ReadonlyMap<string, ReadAlarm>;
}

export const nothingSaid: TemplatesSay = { deployment: { kind: 'nothing' }, alarms: new Map() };
