import type { Project } from '../../../src/model/project.ts';
import { stackName } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { readPhysicalIds, readStack } from '../deploy/read-stack.ts';
import type { HookFunction } from './code-deploy-hooks.ts';

/** In the environment's first region: by its name in rehearsal.yaml, else by the logical id that a template gives it. Null where no stack has it. */
export async function findHook(
  project: Project,
  sessions: Pick<Sessions, 'stage'>,
  environment: string,
  hook: string,
): Promise<HookFunction | null> {
  const clients = sessions.stage(environment);
  for (const module of project.modules) {
    if (module.infrastructure.kind === 'program') continue;
    const logicalId = module.functions.find(({ name }) => name === hook)?.logicalId ?? hook;
    const stack = await readStack(clients, stackName(project.name, module));
    if (stack?.StackName === undefined) continue;
    const physicalId = (await readPhysicalIds(clients, stack.StackName))[logicalId];
    if (physicalId !== undefined) return { physicalId, clients };
  }
  return null;
}
