import type { Parameter, Stack, StackStatus } from '@aws-sdk/client-cloudformation';
import type { StackRow } from './state.ts';
import type { ParameterValue } from './template/parameters.ts';

/** A stack as DescribeStacks answers it. */
export function stackView(stack: StackRow): Stack {
  return {
    StackId: stack.stackId,
    StackName: stack.stackName,
    ChangeSetId: stack.changeSetId,
    Description: stack.description,
    Parameters: stack.parameters.map(parameterView),
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: instant(stack.updatedAt),
    DeletionTime: instant(stack.deletedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status as StackStatus,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: [],
    Capabilities: [...stack.capabilities] as NonNullable<Stack['Capabilities']>,
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    RoleARN: stack.roleArn,
    Tags: stack.tags.map(({ Key, Value }) => ({ Key, Value })),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** What NoEcho hides is four asterisks, whatever its length. */
export function parameterView({ key, value, resolved, noEcho }: ParameterValue): Parameter {
  return {
    ParameterKey: key,
    ParameterValue: noEcho ? '****' : value,
    ResolvedValue: noEcho && resolved !== undefined ? '****' : resolved,
  };
}

export function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
