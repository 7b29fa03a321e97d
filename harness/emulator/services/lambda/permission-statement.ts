import type { AddPermissionRequest } from '@aws-sdk/client-lambda';
import type { PolicyStatement } from '../../accounts/policy.ts';
import { constraintBroken, invalidParameterValue } from './errors.ts';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';

/** The statement that a permission becomes in the resource policy, as AWS writes it. */
export function permissionStatement(ref: FunctionRef, input: AddPermissionRequest): PolicyStatement & { readonly Sid: string } {
  const { StatementId: sid = '', Action: action = '', FunctionUrlAuthType: authType, InvokedViaFunctionUrl: viaUrl } = input;
  if (!/^[a-zA-Z0-9-_.]{1,100}$/.test(sid)) {
    throw constraintBroken(sid, 'statementId', 'Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)');
  }
  if (!/^(?:lambda:(?:\*|[a-zA-Z]+)|\*)$/.test(action)) {
    throw constraintBroken(action, 'action', String.raw`Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])`);
  }
  if (authType !== undefined && action !== 'lambda:InvokeFunctionUrl') {
    throw invalidParameterValue('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action');
  }
  if (viaUrl !== undefined && action !== 'lambda:InvokeFunction') {
    throw invalidParameterValue('InvokedViaFunctionUrl is only supported for lambda:InvokeFunction action');
  }
  const condition = conditionOf(input);
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? ''),
    Action: action,
    Resource: functionArn(ref),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function conditionOf({
  SourceArn,
  SourceAccount,
  FunctionUrlAuthType,
  InvokedViaFunctionUrl,
}: AddPermissionRequest): PolicyStatement['Condition'] {
  const equal = {
    ...(SourceAccount === undefined ? {} : { 'AWS:SourceAccount': SourceAccount }),
    ...(FunctionUrlAuthType === undefined ? {} : { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
  };
  const condition = {
    ...(Object.keys(equal).length === 0 ? {} : { StringEquals: equal }),
    ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    ...(InvokedViaFunctionUrl === undefined ? {} : { Bool: { 'lambda:InvokedViaFunctionUrl': String(InvokedViaFunctionUrl) } }),
  };
  return Object.keys(condition).length === 0 ? undefined : condition;
}

function principalOf(principal: string): NonNullable<PolicyStatement['Principal']> {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith('arn:')) return { AWS: principal };
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidParameterValue('The provided principal was invalid. Please check the principal and try again.');
}
