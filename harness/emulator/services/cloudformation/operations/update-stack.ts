import { UpdateStack$, type UpdateStackCommandInput, type UpdateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkDeploymentConfig } from '../deployment-config.ts';
import { notEmulated, validationError } from '../errors.ts';
import { lookUpStack, passRoleWants, stackWant } from '../find-stack.ts';
import { checkRole, dropChangeSets, openOperation } from '../open-operation.ts';
import { prepareTarget } from '../prepare-target.ts';
import { stackTables } from '../state.ts';
import { storePrincipal } from '../stacks/stack-operation.ts';
import { checkUpdatable, deployedOf, planUpdate } from '../update-target.ts';
import { withoutDeployed } from '../without-deployed.ts';

export const updateStack = defineOperation<UpdateStackCommandInput, UpdateStackCommandOutput>({
  schema: UpdateStack$,
  accepts: [
    'StackName',
    'TemplateBody',
    'TemplateURL',
    'UsePreviousTemplate',
    'Parameters',
    'Capabilities',
    'RoleARN',
    'NotificationARNs',
    'RollbackConfiguration',
    'Tags',
    'DisableRollback',
    'ClientRequestToken',
    'RetainExceptOnCreate',
    'DeploymentConfig',
  ],
  authorise: (input, context) => [stackWant(context, 'UpdateStack', input.StackName), ...passRoleWants(input.RoleARN)],
  async handle(input, context) {
    checkDeploymentConfig(input.DeploymentConfig);
    if (input.RetainExceptOnCreate === true) throw notEmulated('The parameter RetainExceptOnCreate');
    const tables = stackTables(context.state);
    const name = input.StackName ?? '';
    const before = lookUpStack(tables, name);
    if (before === undefined || before.status === 'DELETE_COMPLETE') throw validationError(`Stack [${name}] does not exist`);
    checkUpdatable(before);
    const target = await prepareTarget(input, context, before.stackId, deployedOf(before));
    if (planUpdate(tables, before, target).changesNothing) throw validationError('No updates are to be performed.');
    await checkRole(context, input.RoleARN);
    const stack = tables.stacks.get(before.stackId) ?? before;
    checkUpdatable(stack);
    dropChangeSets(context, stack.stackId);
    openOperation(context, {
      ...withoutDeployed(stack),
      ...target.deployed,
      status: 'UPDATE_IN_PROGRESS',
      updatedAt: context.now().toISOString(),
      disableRollback: input.DisableRollback === true,
      ...(input.RoleARN === undefined ? {} : { roleArn: input.RoleARN }),
      operation: {
        kind: 'update',
        phase: 'forward',
        before: deployedOf(stack),
        disableRollback: input.DisableRollback === true,
        principal: storePrincipal(context.principal),
        ...(input.ClientRequestToken === undefined ? {} : { token: input.ClientRequestToken }),
      },
    });
    return { StackId: stack.stackId, OperationId: undefined };
  },
});
