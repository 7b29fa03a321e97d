import { CreateChangeSet$, type CreateChangeSetCommandInput, type CreateChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation, type Incoming } from '../../../kernel/operation.ts';
import { changeSetKey } from '../change-sets.ts';
import { checkDeploymentConfig } from '../deployment-config.ts';
import { changeSetExists, notEmulated, validationError } from '../errors.ts';
import { checkStackName, lookUpStack, passRoleWants, stackWant } from '../find-stack.ts';
import { checkRole, writeStack } from '../open-operation.ts';
import { prepareTarget, type Target } from '../prepare-target.ts';
import { parseStackArn, stackArn } from '../stack-arn.ts';
import { rowsOf, stackTables, type ChangeSetRow, type StackRow } from '../state.ts';
import { uuid } from '../stacks/add-event.ts';
import { describeChanges } from '../stacks/describe-changes.ts';
import { checkUpdatable, deployedOf, planUpdate } from '../update-target.ts';

type Input = Incoming<CreateChangeSetCommandInput>;

/** The answer comes with the change set complete: AWS takes a moment for the same. */
export const createChangeSet = defineOperation<CreateChangeSetCommandInput, CreateChangeSetCommandOutput>({
  schema: CreateChangeSet$,
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
    'ChangeSetName',
    'ClientToken',
    'Description',
    'ChangeSetType',
    'IncludeNestedStacks',
    'OnStackFailure',
    'ImportExistingResources',
    'DeploymentConfig',
  ],
  authorise: (input, context) => [stackWant(context, 'CreateChangeSet', input.StackName), ...passRoleWants(input.RoleARN)],
  async handle(input, context) {
    checkInput(input);
    const kind = input.ChangeSetType === 'CREATE' ? 'CREATE' : 'UPDATE';
    const stack = kind === 'CREATE' ? stackToCreate(input, context) : stackToUpdate(input, context);
    // An executed one is history: the AWS CLI names its change sets after the second, and deploys twice in one.
    const duplicate = rowsOf(stackTables(context.state).changeSets, stack.stackId).find(
      (row) => row.name === input.ChangeSetName && row.executionStatus !== 'EXECUTE_COMPLETE',
    );
    if (duplicate !== undefined) {
      if (input.ClientToken === undefined || duplicate.token !== input.ClientToken) throw changeSetExists(duplicate.name);
      return { Id: duplicate.changeSetId, StackId: stack.stackId };
    }
    const target = await prepareTarget(input, context, stack.stackId, kind === 'CREATE' ? undefined : deployedOf(stack), {
      reviewed: true,
    });
    await checkRole(context, input.RoleARN);
    const changeSet = plannedChangeSet(input, context, kind, stack, target);
    const tables = stackTables(context.state);
    context.transaction(() => {
      if (tables.stacks.get(stack.stackId) === undefined) writeStack(context, stack, 'User Initiated');
      tables.changeSets.put(changeSetKey(stack.stackId, changeSet), changeSet);
    });
    return { Id: changeSet.changeSetId, StackId: stack.stackId };
  },
});

function checkInput(input: Input): void {
  checkDeploymentConfig(input.DeploymentConfig);
  if (input.ChangeSetType === 'IMPORT') throw notEmulated('The ChangeSetType IMPORT');
  // ImportExistingResources is taken and nothing is imported: what has the name already makes the stack fail, as without it.
  const name = input.ChangeSetName ?? '';
  if (name.length > 128 || !/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
}

/** A stack that exists only so far as to be reviewed: of its name, but without resources. */
function stackToCreate(input: Input, context: OperationContext): StackRow {
  const name = input.StackName ?? '';
  const existing = lookUpStack(stackTables(context.state), name);
  if (existing?.status === 'REVIEW_IN_PROGRESS') return existing;
  if (existing !== undefined && existing.status !== 'DELETE_COMPLETE') {
    throw validationError(
      `Stack [${parseStackArn(existing.stackId).stackName}] already exists and cannot be created again with the changeSet [${input.ChangeSetName ?? ''}].`,
    );
  }
  const stackName = checkStackName(name);
  return {
    stackId: stackArn(context.account, context.region, stackName, uuid(context.randomHex(16))),
    stackName,
    status: 'REVIEW_IN_PROGRESS',
    createdAt: context.now().toISOString(),
    template: '',
    parameters: [],
    capabilities: [],
    tags: [],
    outputs: [],
    imports: [],
    disableRollback: false,
    terminationProtection: false,
  };
}

function stackToUpdate(input: Input, context: OperationContext): StackRow {
  const stack = lookUpStack(stackTables(context.state), input.StackName ?? '');
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') throw validationError(`Stack [${input.StackName ?? ''}] does not exist`);
  checkUpdatable(stack);
  return stack;
}

function plannedChangeSet(
  input: Input,
  context: OperationContext,
  kind: ChangeSetRow['kind'],
  stack: StackRow,
  target: Target,
): ChangeSetRow {
  const name = input.ChangeSetName ?? '';
  const plan = planUpdate(stackTables(context.state), stack, target);
  const id = `arn:aws:cloudformation:${context.region}:${context.account}:changeSet/${name}/${uuid(context.randomHex(16))}`;
  const outcome = plan.changesNothing
    ? ({ status: 'FAILED', statusReason: nothingChanged, executionStatus: 'UNAVAILABLE' } as const)
    : ({ status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE' } as const);
  return {
    changeSetId: id,
    name,
    kind,
    createdAt: context.now().toISOString(),
    ...outcome,
    target: target.deployed,
    changes: describeChanges(plan.changes, target.deployed.parameters, stack.parameters),
    includeNestedStacks: input.IncludeNestedStacks === true,
    ...(input.Description === undefined ? {} : { description: input.Description }),
    ...(input.RoleARN === undefined ? {} : { roleArn: input.RoleARN }),
    ...(input.OnStackFailure === undefined ? {} : { onStackFailure: input.OnStackFailure }),
    ...(input.ClientToken === undefined ? {} : { token: input.ClientToken }),
  };
}

const nothingChanged = "The submitted information didn't contain changes. Submit different information to create a change set.";
