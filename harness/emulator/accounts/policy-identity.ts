import { parseArn } from './arn.ts';
import { readInstant } from './condition-instant.ts';
import { parsePolicy } from './policy-document.ts';
import { legacyParsing, PolicyProblem } from './policy-problem.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';

/**
 * Reads an identity-based policy, a permissions boundary or a session policy, and checks what IAM checks of these beyond the grammar.
 * Throws PolicyProblem with IAM's sentence. Messages and their order as AWS answers CreatePolicy.
 */
export function parseIdentityPolicy(text: string): PolicyDocument {
  return checked(parsePolicy(text), (policy) => {
    if (policy.Version !== '2012-10-17') throw new PolicyProblem('Policy document must be version 2012-10-17 or greater.');
  });
}

/** The same for a policy that is part of a user, role or group: it needs no Version. SAM's policy templates have none. */
export function parseInlinePolicy(text: string): PolicyDocument {
  return checked(parsePolicy(text), () => undefined);
}

function checked(policy: PolicyDocument, checkVersion: (policy: PolicyDocument) => void): PolicyDocument {
  checkVersion(policy);
  const checks = [refuseBrokenParts, refusePrincipal, needActions, needResources, checkResources, checkActions];
  for (const check of checks) {
    for (const statement of policy.Statement) check(statement);
  }
  return policy;
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : [value].flat());
const actionsOf = ({ Action, NotAction }: PolicyStatement): readonly string[] => [...listOf(Action), ...listOf(NotAction)];
const resourcesOf = ({ Resource, NotResource }: PolicyStatement): readonly string[] => [...listOf(Resource), ...listOf(NotResource)];

/** ARNs cut short and dates that are none fail what AWS calls legacy parsing. */
function refuseBrokenParts(statement: PolicyStatement): void {
  for (const resource of resourcesOf(statement)) {
    const parts = resource.split(':').length;
    const cutShort = parts > 2 && (parts < 6 || parseArn(resource)?.service === '');
    if (resource.startsWith('arn:') && cutShort) throw new PolicyProblem(legacyParsing);
  }
  for (const [operator, entries] of Object.entries(statement.Condition ?? {})) {
    const dates = operator.includes('Date') ? Object.values(entries).flat() : [];
    if (dates.some((date) => Number.isNaN(readInstant(String(date))))) throw new PolicyProblem(legacyParsing);
  }
}

function refusePrincipal({ Principal, NotPrincipal }: PolicyStatement): void {
  if (Principal !== undefined || NotPrincipal !== undefined) throw new PolicyProblem('Policy document should not specify a principal.');
}

function needActions(statement: PolicyStatement): void {
  if (actionsOf(statement).length === 0) throw new PolicyProblem('Policy statement must contain actions.');
}

function needResources(statement: PolicyStatement): void {
  if (resourcesOf(statement).length === 0) throw new PolicyProblem('Policy statement must contain resources.');
}

function checkActions(statement: PolicyStatement): void {
  for (const action of actionsOf(statement)) {
    if (action === '*') continue;
    const [vendor, name, ...more] = action.split(':');
    if (name === undefined) throw new PolicyProblem('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    if (more.length > 0) throw new PolicyProblem('Actions/Condition can contain only one colon.');
    if (!/^([a-z0-9-]+|\*)$/i.test(vendor ?? '')) throw new PolicyProblem(`Vendor ${vendor ?? ''} is not valid`);
  }
}

const partitions = new Set(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc', '*']);
const iamPaths = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

function checkResources(statement: PolicyStatement): void {
  for (const resource of resourcesOf(statement)) {
    if (resource !== '*') checkResource(resource);
  }
}

function checkResource(resource: string): void {
  if (!resource.startsWith('arn:')) throw new PolicyProblem(`Resource ${resource} must be in ARN format or "*".`);
  const arn = parseArn(resource);
  if (arn === undefined || /[*?]/.test(arn.service)) {
    throw new PolicyProblem('Resource vendor must be fully qualified and cannot contain regexes.');
  }
  if (!partitions.has(arn.partition)) throw new PolicyProblem(`Partition "${arn.partition}" is not valid for resource "${resource}".`);
  if (arn.service === 'iam' && arn.region !== '') {
    throw new PolicyProblem(`IAM resource ${resource} cannot contain region information.`);
  }
  if (arn.service === 'iam' && !['*', 'root'].includes(arn.resource) && !iamPaths.some((path) => arn.resource.startsWith(path))) {
    throw new PolicyProblem(`IAM resource path must either be "*", root, or start with ${iamPaths.join(', ')}.`);
  }
  if (arn.service === 's3' && arn.region !== '' && arn.account === '') {
    throw new PolicyProblem(`Resource ${resource} can not contain region information.`);
  }
}
