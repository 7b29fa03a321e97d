import type { PolicyStatement } from './policy.ts';
import type { Principal } from './principal.ts';

/**
 * How closely a resource policy names the caller, weakest first. It decides what else must allow the call in the same account:
 * `account` only hands the decision to the account's own policies; `broad` (a role, or everybody) suffices within the limits of
 * boundary and session policies; `direct` (a user, one session, a service) suffices by itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
export type Naming = 'none' | 'account' | 'broad' | 'direct';

type PrincipalElement = NonNullable<PolicyStatement['Principal']>;

/** Compiles Principal or NotPrincipal of a statement. A statement with neither names nobody. */
export function compilePrincipal(statement: PolicyStatement): (principal: Principal) => Naming {
  if (statement.Principal !== undefined) {
    const names = readNames(statement.Principal);
    return (principal) => namingOf(names, principal);
  }
  if (statement.NotPrincipal !== undefined) {
    const names = readNames(statement.NotPrincipal);
    return (principal) => (namingOf(names, principal) === 'none' ? 'broad' : 'none');
  }
  return () => 'none';
}

interface Names {
  readonly everybody: boolean;
  readonly aws: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly federated: ReadonlySet<string>;
}

function readNames(element: PrincipalElement): Names {
  if (element === '*') return { everybody: true, aws: new Set(), services: new Set(), federated: new Set() };
  const aws = [element['AWS'] ?? []].flat();
  return {
    everybody: aws.includes('*'),
    aws: new Set(aws),
    services: new Set([element['Service'] ?? []].flat()),
    federated: new Set([element['Federated'] ?? []].flat()),
  };
}

function namingOf(names: Names, principal: Principal): Naming {
  if (namesDirectly(names, principal)) return 'direct';
  if (names.everybody) return 'broad';
  if (principal.kind === 'assumed-role' && (names.aws.has(principal.roleArn) || names.aws.has(principal.roleId))) return 'broad';
  if (principal.kind === 'service' || principal.kind === 'web-identity' || principal.kind === 'anonymous') return 'none';
  return names.aws.has(principal.account) || names.aws.has(`arn:aws:iam::${principal.account}:root`) ? 'account' : 'none';
}

function namesDirectly(names: Names, principal: Principal): boolean {
  switch (principal.kind) {
    case 'user':
      return names.aws.has(principal.arn) || names.aws.has(principal.userId);
    case 'assumed-role':
      return names.aws.has(principal.arn) || names.aws.has(`${principal.roleId}:${principal.sessionName}`);
    case 'service':
      return names.services.has(principal.service);
    case 'web-identity':
      return names.federated.has(principal.federation.provider);
    case 'root':
    case 'anonymous':
      return false;
  }
}
