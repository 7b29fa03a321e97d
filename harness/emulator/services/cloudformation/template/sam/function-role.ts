import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { passedOn, present, type Expansion } from './expansion.ts';
import { resolveParameterRefs, type KnownValues } from './parameter-refs.ts';
import { awsManagedPolicy, inlinePolicy, readPolicies } from './policies.ts';
import { functionTags } from './tag-list.ts';

/** The execution role while events may still add to it. */
export interface RoleDraft {
  readonly logicalId: string;
  readonly managedPolicyArns: Json[];
  /** Inline policies that SAM adds; the function's own come after them. */
  readonly policies: Json[];
  readonly ownPolicies: Json[];
}

/** Disabled is the same as no Tracing at all. */
export function isTraced(tracing: Json | undefined, known: KnownValues): boolean {
  if (tracing === undefined || (isObject(tracing) && Object.keys(tracing).length === 0)) return false;
  return resolveParameterRefs(tracing, known) !== 'Disabled';
}

const trust: JsonObject = {
  Version: '2012-10-17',
  Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } }],
};

const deadLetterActions: Readonly<Record<string, string>> = { SQS: 'sqs:SendMessage', SNS: 'sns:Publish' };

export function draftRole(functionId: string, properties: JsonObject, { known }: Expansion): RoleDraft {
  const logicalId = `${functionId}Role`;
  const draft: RoleDraft = {
    logicalId,
    managedPolicyArns: [awsManagedPolicy('service-role/AWSLambdaBasicExecutionRole')],
    policies: [],
    ownPolicies: [],
  };
  const { Tracing, VpcConfig, DeadLetterQueue, Policies } = properties;
  if (isTraced(Tracing, known)) addManaged(draft, awsManagedPolicy('AWSXrayWriteOnlyAccess'));
  if (VpcConfig !== undefined) addManaged(draft, awsManagedPolicy('service-role/AWSLambdaVPCAccessExecutionRole'));
  if (isObject(DeadLetterQueue)) {
    const { Type, TargetArn } = DeadLetterQueue;
    const Action = typeof Type === 'string' ? (deadLetterActions[Type] ?? '') : '';
    const statement = { Action, Resource: TargetArn ?? null, Effect: 'Allow' };
    draft.policies.push({ PolicyName: 'DeadLetterQueuePolicy', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } });
  }
  return readPolicies(functionId, Policies).reduce((role, entry) => {
    if (entry.kind === 'managed') addManaged(role, entry.arn);
    else role.ownPolicies.push(inlinePolicy(logicalId, entry));
    return role;
  }, draft);
}

export function addManaged(draft: RoleDraft, arn: Json): void {
  if (!draft.managedPolicyArns.some((known) => isDeepStrictEqual(known, arn))) draft.managedPolicyArns.push(arn);
}

export function roleResource(draft: RoleDraft, resource: JsonObject, properties: JsonObject): JsonObject {
  const policies = [...draft.policies, ...draft.ownPolicies];
  return {
    Type: 'AWS::IAM::Role',
    Properties: present({
      AssumeRolePolicyDocument: properties['AssumeRolePolicyDocument'] ?? trust,
      ManagedPolicyArns: draft.managedPolicyArns,
      Policies: policies.length === 0 ? undefined : policies,
      Path: properties['RolePath'],
      PermissionsBoundary: properties['PermissionsBoundary'],
      Tags: functionTags(properties['Tags']),
    }),
    ...passedOn(resource),
  };
}
