import type { Project } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { stackName } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { outputsOf, readPhysicalIds, readStack } from './read-stack.ts';

export interface StackFunction {
  readonly name: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly alias: string;
  /** The function URL as the stack's outputs give it; null where rehearsal.yaml names no output. */
  readonly url: string | null;
  readonly clients: AwsClients;
}

/** The project's functions as an environment's stacks hold them, looked up as the stage's role. */
export class StackFunctions {
  readonly #project: Project;
  readonly #sessions: Pick<Sessions, 'stage'>;

  constructor(project: Project, sessions: Pick<Sessions, 'stage'>) {
    this.#project = project;
    this.#sessions = sessions;
  }

  /** Empty where the environment holds no stack of the project yet. */
  async of(environment: string): Promise<readonly StackFunction[]> {
    const clients = this.#sessions.stage(environment);
    const perModule = await Promise.all(
      this.#project.modules.map(async (module) => {
        const stack = await readStack(clients, stackName(this.#project.name, module));
        if (stack?.StackName === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return [];
        const ids = await readPhysicalIds(clients, stack.StackName);
        const outputs = outputsOf(stack);
        return module.functions.flatMap((fn): StackFunction[] => {
          const physicalId = ids[fn.logicalId];
          if (physicalId === undefined) return [];
          const url = fn.urlOutput === null ? null : (outputs[fn.urlOutput] ?? null);
          return [{ name: fn.name, logicalId: fn.logicalId, physicalId, alias: fn.alias, url, clients }];
        });
      }),
    );
    return perModule.flat();
  }
}
