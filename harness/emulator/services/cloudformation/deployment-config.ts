import { notEmulated, validationError } from './errors.ts';

/** The member DeploymentConfig of the requests that change a stack. */
export interface DeploymentConfig {
  readonly Mode?: string | undefined;
  readonly DisableRollback?: boolean | undefined;
}

/** Only what CloudFormation does without it: everything is made and ready before a stack is complete. */
export function checkDeploymentConfig(config: DeploymentConfig | undefined): void {
  if (config?.Mode === 'EXPRESS') throw notEmulated('The deployment mode EXPRESS');
  if (config?.Mode !== undefined && config.Mode !== 'STANDARD') {
    throw validationError(
      `1 validation error detected: Value '${config.Mode}' at 'deploymentConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [EXPRESS, STANDARD]`,
    );
  }
  if (config?.DisableRollback === true) throw notEmulated('The parameter DeploymentConfig.DisableRollback');
}
