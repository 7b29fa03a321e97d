import type { Project, ProjectModule } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { stackName } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { KeptOutputs } from '../iac/kept-outputs.ts';
import { type DeployPlace, placesOf } from './deploy-place.ts';
import { outputsOf, readPhysicalIds, readStack } from './read-stack.ts';

export interface StackFunction {
  readonly name: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly alias: string;
  /** The function URL as the stack's outputs give it; null where rehearsal.yaml names no output. */
  readonly url: string | null;
  /** Where the environment has several regions; absent where it has one. */
  readonly region?: string;
  /** In the function's region. */
  readonly clients: AwsClients;
}

/** The project's functions as an environment's stacks hold them, looked up as the stage's role. */
export class StackFunctions {
  readonly #project: Project;
  readonly #sessions: Pick<Sessions, 'stage'>;
  readonly #regionsOf: (environment: string) => readonly string[];

  constructor(project: Project, sessions: Pick<Sessions, 'stage'>, regionsOf: (environment: string) => readonly string[]) {
    this.#project = project;
    this.#sessions = sessions;
    this.#regionsOf = regionsOf;
  }

  /** Region by region, the first one first. Empty where the environment holds no stack of the project yet. */
  async of(environment: string): Promise<readonly StackFunction[]> {
    const perRegion = placesOf(environment, this.#regionsOf(environment)).map((place) => this.#in(place));
    return (await Promise.all(perRegion)).flat();
  }

  async #in({ environment, region, at }: DeployPlace): Promise<readonly StackFunction[]> {
    const clients = this.#sessions.stage(environment, region);
    const perModule = await Promise.all(
      this.#project.modules.map(async (module) => {
        const found = await this.#resourcesOf(clients, module);
        if (found === null) return [];
        return module.functions.flatMap((fn): StackFunction[] => {
          const physicalId = found.ids[fn.logicalId];
          if (physicalId === undefined) return [];
          const url = fn.urlOutput === null ? null : (found.outputs[fn.urlOutput] ?? null);
          return [{ name: fn.name, logicalId: fn.logicalId, physicalId, alias: fn.alias, url, ...at, clients }];
        });
      }),
    );
    return perModule.flat();
  }

  /** Of a template what its stack says, of a program the outputs that its deploy left in the account; null where there was none. */
  async #resourcesOf(clients: AwsClients, module: ProjectModule): Promise<Resources | null> {
    if (module.infrastructure.kind === 'program') {
      const outputs = await new KeptOutputs(this.#project.name).read(clients, module);
      return outputs === null ? null : { ids: outputs, outputs };
    }
    const stack = await readStack(clients, stackName(this.#project.name, module));
    if (stack?.StackName === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return null;
    return { ids: await readPhysicalIds(clients, stack.StackName), outputs: outputsOf(stack) };
  }
}

interface Resources {
  /** A function's name, by what rehearsal.yaml calls it. */
  readonly ids: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}
