import { AddPermission$ } from '@aws-sdk/client-lambda';
import type { AddPermissionRequest, AddPermissionResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameterValue, resourceConflict } from '../errors.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { permissionStatement } from '../permission-statement.ts';
import { resolveVersion } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';
import { lambdaTables, latest } from '../state.ts';

export const addPermission = defineOperation<AddPermissionRequest, AddPermissionResponse>({
  schema: AddPermission$,
  accepts: [
    'FunctionName',
    'StatementId',
    'Action',
    'Principal',
    'SourceArn',
    'SourceAccount',
    'FunctionUrlAuthType',
    'InvokedViaFunctionUrl',
    'Qualifier',
    'RevisionId',
  ],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const { FunctionUrlAuthType: authType, Principal: principal = '' } = input;
    const keys = { 'lambda:Principal': principal, ...(authType === undefined ? {} : { 'lambda:FunctionUrlAuthType': authType }) };
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'AddPermission', keys)];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    if (ref.qualifier === latest) throw invalidParameterValue('We currently do not support adding policies for $LATEST.');
    resolveVersion(partition, ref);
    const statement = permissionStatement(ref, input);
    const { policies } = lambdaTables(partition);
    const key = `${ref.name}/${ref.qualifier ?? ''}`;
    const before = policies.get(key);
    checkRevision(input.RevisionId, before?.revisionId, 'policy');
    if (before?.statements.some(({ Sid }) => Sid === statement.Sid) === true) {
      throw resourceConflict(
        `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    policies.put(key, { statements: [...(before?.statements ?? []), statement], revisionId: newRevisionId() });
    return { Statement: JSON.stringify(statement) };
  },
});
