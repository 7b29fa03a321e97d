import { AwsError } from '../../../kernel/aws-error.ts';
import type { StaticOperationSchema } from '@smithy/types';
import type { ResourceContext, Tag } from '../resources/resource-kind.ts';
import { uuid } from './add-event.ts';
import { HandlerFailure } from './handler-message.ts';
import type { StackRun } from './stack-run.ts';
import { parseStackArn } from '../stack-arn.ts';
import type { ResourceRow } from '../state.ts';
import { isObject, type Json } from '../template/json.ts';

export interface StepContext extends ResourceContext {
  /** How many calls of this step were answered: none means that nothing was changed. */
  answered(): number;
}

export function resourceContext(
  run: StackRun,
  resource: Pick<ResourceRow, 'logicalId' | 'suffix' | 'tags' | 'metadata'> & { readonly tagsBefore?: readonly Tag[] },
  exists: (id: string) => void,
): StepContext {
  let answered = 0;
  return {
    account: run.account,
    region: run.region,
    stackId: run.stackId,
    stackName: parseStackArn(run.stackId).stackName,
    logicalId: resource.logicalId,
    suffix: resource.suffix,
    tags: resource.tags,
    tagsBefore: resource.tagsBefore ?? [],
    trafficHeld: run.host.deployments === 'held' && hasPreference(resource),
    newToken: () => uuid(run.host.randomHex(16)),
    exists,
    answered: () => answered,
    call: async <Output>(operation: StaticOperationSchema, input: Record<string, unknown>): Promise<Output> => {
      const output = await callAsStack<Output>(run, operation, input);
      answered += 1;
      return output;
    },
  };
}

/** As the serverless transform leaves it with an alias. */
function hasPreference({ metadata }: Pick<ResourceRow, 'metadata'>): boolean {
  if (metadata === '') return false;
  const read = JSON.parse(metadata) as Json;
  return isObject(read) && isObject(read['SamDeploymentPreference'] ?? null);
}

/** A call with the stack's permissions. A refusal keeps the name of the service that it came from. */
export async function callAsStack<Output>(
  run: StackRun,
  operation: StaticOperationSchema,
  input: Record<string, unknown>,
): Promise<Output> {
  try {
    return await run.host.call<Output>(operation, input, { as: run.principal, account: run.account, region: run.region });
  } catch (error) {
    throw error instanceof AwsError ? new HandlerFailure(error, operation) : error;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The random end of a generated name, as CloudFormation has it: 12 or 13 capitals and digits. */
export function newSuffix(random: () => number): string {
  return Array.from({ length: 13 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
}
