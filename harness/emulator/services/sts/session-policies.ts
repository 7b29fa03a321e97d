import { managedPolicyDocument } from '../../accounts/identities.ts';
import { parseIdentityPolicy } from '../../accounts/policy-identity.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { StateStore } from '../../accounts/state.ts';
import type { AssumeRoleRequest } from './assume-role-request.ts';
import { malformedPolicyDocument, validationError } from './errors.ts';

/** The documents that narrow the session: the one given, and the managed ones as they stand now. */
export function sessionPolicies(state: StateStore, { account, policy, policyArns }: AssumeRoleRequest): readonly string[] {
  const managed = policyArns.map((arn) => {
    const document = managedPolicyDocument(state, account, arn);
    if (document === undefined) throw validationError(`Policy ${arn} does not exist or is not attachable.`);
    return document;
  });
  return policy === undefined ? managed : [checked(policy), ...managed];
}

function checked(policy: string): string {
  try {
    parseIdentityPolicy(policy);
    return policy;
  } catch (problem) {
    throw problem instanceof PolicyProblem ? malformedPolicyDocument(problem.message) : problem;
  }
}
