/** One execution of a deployment's hook, and what the hook reported of it. */
export interface LifecycleHook {
  readonly account: string;
  readonly region: string;
  readonly deploymentId: string;
  readonly executionId: string;
  readonly status: 'Pending' | 'Succeeded' | 'Failed';
}

/** What a hook is given to report by: the payload of its event. */
export type HookTicket = Pick<LifecycleHook, 'deploymentId' | 'executionId'>;

/**
 * Executions of hooks that whoever carries out deployments waits for. That is the emulator's owner and not CodeDeploy, so they are opened and
 * looked at by the control port; hooks report through CodeDeploy's own operation.
 */
export class LifecycleHooks {
  readonly #randomHex: (bytes: number) => string;
  readonly #hooks: LifecycleHook[] = [];

  constructor(randomHex: (bytes: number) => string) {
    this.#randomHex = randomHex;
  }

  open(account: string, region: string): HookTicket {
    // As CodeDeploy writes a deployment's id: d- and nine capitals and digits.
    const deploymentId = `d-${this.#randomHex(5).slice(0, 9).toUpperCase()}`;
    const executionId = Buffer.from(this.#randomHex(24)).toString('base64');
    this.#hooks.push({ account, region, deploymentId, executionId, status: 'Pending' });
    return { deploymentId, executionId };
  }

  ofDeployment(account: string, region: string, deploymentId: string): readonly LifecycleHook[] {
    return this.#hooks.filter((each) => each.account === account && each.region === region && each.deploymentId === deploymentId);
  }

  find(executionId: string): LifecycleHook | null {
    return this.#hooks.find((each) => each.executionId === executionId) ?? null;
  }

  report(executionId: string, status: 'Succeeded' | 'Failed'): void {
    const index = this.#hooks.findIndex((each) => each.executionId === executionId);
    const hook = this.#hooks[index];
    if (hook !== undefined) this.#hooks[index] = { ...hook, status };
  }
}
