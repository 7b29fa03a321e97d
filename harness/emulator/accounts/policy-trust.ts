import { parsePolicy } from './policy-document.ts';
import { PolicyProblem, syntaxErrors } from './policy-problem.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';

/** Says whether the user, role, or role of the session of this ARN exists; IAM takes no trust in somebody who isn't there. */
export type PrincipalExists = (arn: string) => boolean;

const assumeActions =
  /^sts:(\*|assume\*|assumerole\*?|assumerolewithsaml|assumerolewithwebidentity|tagsession|setsourceidentity|setcontext)$/i;

/**
 * Reads a role's trust policy, and checks what IAM checks of it beyond the grammar. Throws PolicyProblem with IAM's sentence.
 */
export function parseTrustPolicy(text: string, exists: PrincipalExists): PolicyDocument {
  const policy = parseAsJson(text);
  for (const statement of policy.Statement) checkStatement(statement, exists);
  return policy;
}

/** IAM words broken JSON of trust policies differently. */
function parseAsJson(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (problem) {
    const notJson = problem instanceof PolicyProblem && problem.message === syntaxErrors && problem.cause !== undefined;
    throw notJson ? new PolicyProblem('This policy contains invalid Json') : problem;
  }
}

function checkStatement(statement: PolicyStatement, exists: PrincipalExists): void {
  for (const field of ['Resource', 'NotResource'] as const) {
    if (statement[field] !== undefined) throw new PolicyProblem(`Has prohibited field ${field}`);
  }
  if (statement.Principal === undefined && statement.NotPrincipal === undefined)
    throw new PolicyProblem('Missing required field Principal');
  if (statement.NotPrincipal !== undefined && statement.Effect === 'Allow') {
    throw new PolicyProblem('AssumeRolepolicy contained an invalid principal: "NotPrincipal".');
  }
  const actions = [statement.Action ?? []].flat();
  if (actions.length === 0) throw new PolicyProblem('Missing required field Action');
  if (actions.some((action) => !assumeActions.test(action))) {
    throw new PolicyProblem('AssumeRole policy may only specify STS AssumeRole actions.');
  }
  checkPrincipals(statement.Principal ?? statement.NotPrincipal ?? '*', exists);
}

function checkPrincipals(element: NonNullable<PolicyStatement['Principal']>, exists: PrincipalExists): void {
  if (element === '*') return;
  for (const name of [element['AWS'] ?? []].flat()) {
    if (!isKnown(name, exists)) throw new PolicyProblem(`Invalid principal in policy: "AWS":"${name}"`);
  }
  for (const name of [element['Service'] ?? []].flat()) {
    if (!/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(name)) throw new PolicyProblem(`Invalid principal in policy: "SERVICE":"${name}"`);
  }
  for (const name of [element['Federated'] ?? []].flat()) {
    if (!/^(arn:aws:iam::\d{12}:(oidc|saml)-provider\/.+|[a-z0-9-]+(\.[a-z0-9-]+)+)$/.test(name)) {
      throw new PolicyProblem('Federated principals must be valid domain names or SAML metadata ARNs');
    }
  }
}

/** Unique ids (AROA…, AIDA…) stand in policies whose principal was deleted since; IAM keeps them. */
function isKnown(name: string, exists: PrincipalExists): boolean {
  if (name === '*' || /^\d{12}$/.test(name) || /^arn:aws:iam::\d{12}:root$/.test(name) || /^A(ROA|IDA)[A-Z0-9]+$/.test(name)) return true;
  return /^arn:aws:(iam::\d{12}:(role|user)|sts::\d{12}:assumed-role)\/.+$/.test(name) && exists(name);
}
