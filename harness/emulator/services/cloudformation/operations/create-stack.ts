import { CreateStack$, type CreateStackCommandInput, type CreateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkDeploymentConfig } from '../deployment-config.ts';
import { alreadyExists, notEmulated, validationError } from '../errors.ts';
import { checkStackName, lookUpStack, passRoleWants, stackWant } from '../find-stack.ts';
import { checkRole, openOperation } from '../open-operation.ts';
import { prepareTarget } from '../prepare-target.ts';
import { stackArn } from '../stack-arn.ts';
import { stackTables } from '../state.ts';
import { uuid } from '../stacks/add-event.ts';
import { planChanges } from '../stacks/plan.ts';
import { storePrincipal, type CreateOperation } from '../stacks/stack-operation.ts';

export const createStack = defineOperation<CreateStackCommandInput, CreateStackCommandOutput>({
  schema: CreateStack$,
  accepts: [
    'StackName',
    'TemplateBody',
    'TemplateURL',
    'Parameters',
    'DisableRollback',
    'NotificationARNs',
    'RollbackConfiguration',
    'Capabilities',
    'RoleARN',
    'OnFailure',
    'Tags',
    'ClientRequestToken',
    'EnableTerminationProtection',
    'RetainExceptOnCreate',
    'DeploymentConfig',
  ],
  authorise: (input, context) => [stackWant(context, 'CreateStack', input.StackName), ...passRoleWants(input.RoleARN)],
  async handle(input, context) {
    checkDeploymentConfig(input.DeploymentConfig);
    if (input.RetainExceptOnCreate === true) throw notEmulated('The parameter RetainExceptOnCreate');
    const stackName = checkStackName(input.StackName);
    const tables = stackTables(context.state);
    const stackId = stackArn(context.account, context.region, stackName, uuid(context.randomHex(16)));
    const { deployed, model } = await prepareTarget(input, context, stackId);
    planChanges(model, deployed.tags, { rows: [], outputs: [] });
    await checkRole(context, input.RoleARN);
    const existing = lookUpStack(tables, stackName);
    if (existing !== undefined) {
      if (input.ClientRequestToken !== undefined && existing.creationToken === input.ClientRequestToken) {
        return { StackId: existing.stackId, OperationId: undefined };
      }
      throw alreadyExists(stackName);
    }
    const operation: CreateOperation = {
      kind: 'create',
      phase: 'forward',
      onFailure: onFailure(input),
      principal: storePrincipal(context.principal),
      ...(input.ClientRequestToken === undefined ? {} : { token: input.ClientRequestToken }),
    };
    openOperation(context, {
      ...deployed,
      stackId,
      stackName,
      status: 'CREATE_IN_PROGRESS',
      createdAt: context.now().toISOString(),
      outputs: [],
      imports: [],
      disableRollback: operation.onFailure === 'DO_NOTHING',
      terminationProtection: input.EnableTerminationProtection === true,
      ...(input.RoleARN === undefined ? {} : { roleArn: input.RoleARN }),
      ...(input.ClientRequestToken === undefined ? {} : { creationToken: input.ClientRequestToken }),
      operation,
    });
    return { StackId: stackId, OperationId: undefined };
  },
});

function onFailure({
  OnFailure: how,
  DisableRollback: disable,
}: Pick<CreateStackCommandInput, 'OnFailure' | 'DisableRollback'>): CreateOperation['onFailure'] {
  if (how !== undefined && disable !== undefined)
    throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
  if (disable === true) return 'DO_NOTHING';
  return how ?? 'ROLLBACK';
}
