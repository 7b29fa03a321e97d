import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { PolicyDocument, Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import { invalidParameter } from './errors.ts';
import { logsTables } from './state.ts';

/** A want about a group, with what the account's resource policies say of it: they let other services write logs. */
export function withResourcePolicies(partition: Partition, want: Want): Want {
  const Statement = Array.from(logsTables(partition).resourcePolicies.scan(), ([, { document }]) => parsePolicy(document).Statement).flat();
  if (Statement.length === 0) return want;
  const resourcePolicy: PolicyDocument = { Version: '2012-10-17', Statement };
  return { ...want, resourcePolicy };
}

/** @throws InvalidParameterException */
export function checkPolicyDocument(text: string): void {
  if (text === '' || text.length > 5120) throw invalidParameter('Resource Policy Document provided is invalid.');
  try {
    parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw invalidParameter(`Resource Policy Document provided is invalid. ${problem.message}`);
    throw problem;
  }
}
