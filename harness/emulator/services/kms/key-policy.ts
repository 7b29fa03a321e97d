import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { PolicyDocument, PolicyStatement } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { malformedPolicy } from './errors.ts';
import type { FoundKey } from './find-key.ts';
import { keyServiceOf } from './key-service.ts';

/** The policy of a key that was made without one: the account's own policies decide. */
export function defaultPolicy(account: string): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] }, undefined, 2);
}

const largestPolicy = 32_768;

/**
 * Checks a key policy's text. Unless `bypass`, the caller must be able to change it again.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
 */
export function checkKeyPolicy(text: string, found: FoundKey, bypass: boolean, context: OperationContext): string {
  if (text.length > largestPolicy) throw malformedPolicy('The policy is larger than 32 kilobytes.');
  const policy = parse(text);
  for (const statement of policy.Statement) checkStatement(statement, context);
  if (!bypass && !keyServiceOf(context).staysInControl(found, policy, context)) {
    throw malformedPolicy('The new key policy will not allow you to update the key policy in the future.');
  }
  return text;
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (problem) {
    throw problem instanceof PolicyProblem ? malformedPolicy(problem.message) : problem;
  }
}

function checkStatement(statement: PolicyStatement, context: OperationContext): void {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const incomplete = [Principal ?? NotPrincipal, Action ?? NotAction, Resource ?? NotResource].some((element) => element === undefined);
  if (incomplete) throw malformedPolicy('Policy contains a statement with missing elements.');
  const principal = Principal ?? NotPrincipal ?? '*';
  if (principal === '*') return;
  for (const name of [principal['AWS'] ?? []].flat()) {
    if (!isKnown(name, context)) throw malformedPolicy('Policy contains a statement with one or more invalid principals.');
  }
}

function isKnown(name: string, context: OperationContext): boolean {
  if (name === '*' || /^\d{12}$/.test(name) || /^arn:aws:iam::\d{12}:root$/.test(name) || /^A(ROA|IDA)[A-Z0-9]+$/.test(name)) return true;
  return keyServiceOf(context).principalExists(name);
}
