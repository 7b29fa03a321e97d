import { AddPermission$, RemovePermission$ } from '@aws-sdk/client-lambda';
import { boolean, string } from '../template/shape.ts';
import { functionAndQualifier } from './lambda-function-name.ts';
import { generatedName } from './physical-name.ts';
import { defineKind, type Physical } from './resource-kind.ts';

interface PermissionProperties {
  readonly FunctionName: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly FunctionUrlAuthType?: string;
  readonly EventSourceToken?: string;
  readonly PrincipalOrgID?: string;
  readonly InvokedViaFunctionUrl?: boolean;
}

export const lambdaPermission = defineKind<PermissionProperties>({
  type: 'AWS::Lambda::Permission',
  properties: {
    FunctionName: { shape: string, required: true, replaces: true },
    Action: { shape: string, required: true, replaces: true },
    Principal: { shape: string, required: true, replaces: true },
    SourceArn: { shape: string, replaces: true },
    SourceAccount: { shape: string, replaces: true },
    FunctionUrlAuthType: { shape: string, replaces: true },
    EventSourceToken: { shape: string, replaces: true },
    PrincipalOrgID: { shape: string, replaces: true },
    InvokedViaFunctionUrl: { shape: boolean, replaces: true },
  },
  notEmulated: [],
  attributes: ['Id'],
  tagged: false,
  idOf: (_properties, context) => generatedName(context, 100),
  create: async (properties, context) => {
    const { FunctionName, ...statement } = properties;
    const StatementId = generatedName(context, 100);
    await context.call(AddPermission$, { ...functionAndQualifier(FunctionName), ...statement, StatementId });
    return physical(StatementId);
  },
  // Every property replaces it, so this is only asked for where the statement was added by a run that was cut off.
  update: ({ id }) => Promise.resolve(physical(id)),
  remove: async ({ id }, { FunctionName = '' }, context) => {
    await context.call(RemovePermission$, { ...functionAndQualifier(FunctionName), StatementId: id });
  },
});

function physical(id: string): Physical {
  return { id, attributes: { Id: id } };
}
