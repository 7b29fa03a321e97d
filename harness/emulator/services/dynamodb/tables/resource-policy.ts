import { parsePolicy } from '../../../accounts/policy-document.ts';
import { PolicyProblem } from '../../../accounts/policy-problem.ts';
import type { PolicyDocument } from '../../../accounts/policy.ts';
import { policyNotFound, validation } from '../errors.ts';
import type { TableRow } from '../state.ts';

/** DynamoDB counts white space too. */
const limitBytes = 20 * 1024;

/** A table's policy says of whom it speaks, unlike an identity's. @throws AwsError ValidationException. */
export function readTablePolicy(text: string): PolicyDocument {
  if (Buffer.byteLength(text) > limitBytes) throw validation('Resource-based policy is longer than 20 KB');
  const policy = parse(text);
  for (const { Principal, NotPrincipal } of policy.Statement)
    if (Principal === undefined && NotPrincipal === undefined)
      throw validation('Resource-based policy has a statement without a principal');
  return policy;
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw validation(`Resource-based policy is not valid: ${problem.message}`);
    throw problem;
  }
}

/** `NO_POLICY` expects that there is none. @throws AwsError PolicyNotFoundException where it is another one. */
export function expectRevision({ name, policy }: TableRow, expected: string | undefined): void {
  if (expected !== undefined && (policy?.revision ?? 'NO_POLICY') !== expected) throw policyNotFound(name);
}

/** AWS's revisions are milliseconds; two policies of one millisecond are two revisions. */
export function nextRevision({ policy }: TableRow, now: Date): string {
  return String(Math.max(now.getTime(), Number(policy?.revision ?? 0) + 1));
}
