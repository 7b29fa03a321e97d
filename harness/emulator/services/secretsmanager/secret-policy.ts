import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { PolicyDocument } from '../../accounts/policy.ts';
import { malformedPolicy } from './errors.ts';

const notValid = 'This resource policy contains a syntax error.';

export function readSecretPolicy(text: string): PolicyDocument {
  const policy = parse(text);
  for (const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource } of policy.Statement) {
    if (Principal === undefined && NotPrincipal === undefined) throw malformedPolicy(notValid);
    if (Action === undefined && NotAction === undefined) throw malformedPolicy(notValid);
    if (Resource === undefined && NotResource === undefined) throw malformedPolicy(notValid);
  }
  return policy;
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw malformedPolicy(notValid);
    throw problem;
  }
}

/** Lets everybody in, with no condition at all. */
export function isBroad(policy: PolicyDocument): boolean {
  return policy.Statement.some(({ Effect, Principal, NotPrincipal, Condition }) => {
    if (Effect !== 'Allow' || Condition !== undefined) return false;
    const accounts = Principal === undefined || Principal === '*' ? [] : (Principal['AWS'] ?? []);
    return NotPrincipal !== undefined || Principal === '*' || [accounts].flat().includes('*');
  });
}
