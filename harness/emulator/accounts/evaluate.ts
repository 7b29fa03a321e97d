import { conditionKeys, principalKeys } from './condition-keys.ts';
import type { ConditionValues } from './condition-keys.ts';
import { denialSentence } from './evaluate-denial.ts';
import type { DenyingPolicy } from './evaluate-denial.ts';
import { compilePolicy } from './policy-compiled.ts';
import type { StatementQuestion } from './policy-compiled.ts';
import { parsePolicy } from './policy-document.ts';
import type { Naming } from './policy-principal.ts';
import type { PolicyDocument, Want } from './policy.ts';
import type { Principal } from './principal.ts';

export interface EvaluationRequest {
  readonly principal: Principal;
  readonly want: Want;
  readonly region: string;
  /** Keys of the request itself: aws:SourceIp, aws:CurrentTime, … Those that follow from the principal are added here. */
  readonly conditionKeys: ConditionValues;
  readonly identityPolicies: readonly PolicyDocument[];
  readonly permissionsBoundary?: PolicyDocument;
  /** Tags of the role or user, for aws:PrincipalTag; a session's own tags go before them. */
  readonly principalTags?: Readonly<Record<string, string>>;
}

export type Decision = { readonly kind: 'allowed' } | { readonly kind: 'denied'; readonly explicit: boolean; readonly sentence: string };

type Effect = 'allow' | 'deny' | 'none';

/** What each kind of policy says; undefined where the caller has no policy of the kind. */
interface Findings {
  readonly identity: Effect;
  readonly boundary: Effect | undefined;
  readonly session: Effect | undefined;
  readonly resource: { readonly denied: boolean; readonly naming: Naming };
  readonly sameAccount: boolean;
}

/**
 * Decides one call as AWS does: an explicit deny anywhere ends it; then identity or resource policy suffices in one account, both are
 * needed across accounts, and permissions boundary and session policies only take away.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: EvaluationRequest): Decision {
  const { principal, want } = request;
  const findings = find(request, questionOf(request));
  const denier = explicitDenier(findings);
  if (denier !== undefined) return denied(principal, want, denier, true);
  const missing = missingAllow(principal, want, findings);
  return missing === undefined ? { kind: 'allowed' } : denied(principal, want, missing, false);
}

function denied(principal: Principal, want: Want, denying: DenyingPolicy, explicit: boolean): Decision {
  return { kind: 'denied', explicit, sentence: denialSentence(principal, want, denying, explicit) };
}

function questionOf(request: EvaluationRequest): StatementQuestion {
  const { principal, want, region } = request;
  const resourceAccount = ownerOf(want) ?? accountOf(principal);
  const keys = conditionKeys(() => [
    principalKeys(principal, request.principalTags),
    { 'aws:RequestedRegion': region, ...(resourceAccount === undefined ? {} : { 'aws:ResourceAccount': resourceAccount }) },
    request.conditionKeys,
    want.conditionKeys ?? {},
  ]);
  const variables = (key: string): string | undefined => {
    const values = keys.get(key);
    return values?.length === 1 ? values[0] : undefined;
  };
  return { action: want.action, resource: want.resource, keys, variables };
}

function find(request: EvaluationRequest, question: StatementQuestion): Findings {
  const { principal, want, permissionsBoundary } = request;
  const account = accountOf(principal);
  const sessionPolicies = principal.kind === 'assumed-role' ? principal.sessionPolicies.map(parsePolicy) : [];
  return {
    identity: effectOf(request.identityPolicies, question),
    boundary: permissionsBoundary === undefined ? undefined : effectOf([permissionsBoundary], question),
    session: sessionPolicies.length === 0 ? undefined : effectOf(sessionPolicies, question),
    resource: askResourcePolicy(want.resourcePolicy, principal, question),
    sameAccount: account !== undefined && account === (ownerOf(want) ?? account),
  };
}

/** Whose the resource is: as the operation says, else as its ARN does, which S3's don't. */
function ownerOf({ resourceAccount, resource }: Want): string | undefined {
  return resourceAccount ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1];
}

function accountOf(principal: Principal): string | undefined {
  return principal.kind === 'anonymous' ? undefined : principal.account;
}

function effectOf(policies: readonly PolicyDocument[], question: StatementQuestion): Effect {
  let effect: Effect = 'none';
  for (const policy of policies) {
    for (const statement of compilePolicy(policy)) {
      if (!statement.applies(question)) continue;
      if (statement.effect === 'Deny') return 'deny';
      effect = 'allow';
    }
  }
  return effect;
}

const strength: Readonly<Record<Naming, number>> = { none: 0, account: 1, broad: 2, direct: 3 };

function askResourcePolicy(policy: PolicyDocument | undefined, principal: Principal, question: StatementQuestion): Findings['resource'] {
  let naming: Naming = 'none';
  for (const statement of policy === undefined ? [] : compilePolicy(policy)) {
    const named = statement.naming(principal);
    if (named === 'none' || !statement.applies(question)) continue;
    if (statement.effect === 'Deny') return { denied: true, naming: 'none' };
    if (strength[named] > strength[naming]) naming = named;
  }
  return { denied: false, naming };
}

function explicitDenier({ identity, boundary, session, resource }: Findings): DenyingPolicy | undefined {
  if (identity === 'deny') return 'identity-based policy';
  if (resource.denied) return 'resource-based policy';
  if (boundary === 'deny') return 'permissions boundary';
  return session === 'deny' ? 'session policy' : undefined;
}

/** The kind of policy whose allow is needed and not there; undefined where the call is allowed. */
function missingAllow(principal: Principal, want: Want, findings: Findings): DenyingPolicy | undefined {
  const { naming } = findings.resource;
  // Everybody (`*`) means everybody with an AWS identity: a web identity is let in by its provider's name only.
  if (principal.kind === 'web-identity') return naming === 'direct' ? undefined : 'resource-based policy';
  if (naming === 'none' && (want.resourcePolicyRequired === true || !hasIdentity(principal))) return 'resource-based policy';
  if (!hasIdentity(principal)) return undefined;
  if (findings.sameAccount && naming === 'direct') return undefined;
  const identityNeeded = !findings.sameAccount || naming !== 'broad';
  if (principal.kind !== 'root' && identityNeeded && findings.identity !== 'allow') return 'identity-based policy';
  if (!findings.sameAccount && naming === 'none') return 'resource-based policy';
  if (findings.boundary === 'none') return 'permissions boundary';
  return findings.session === 'none' ? 'session policy' : undefined;
}

/** Services and callers without a signature have no policies of their own: a resource's policy must let them in. */
function hasIdentity(principal: Principal): boolean {
  return principal.kind !== 'service' && principal.kind !== 'anonymous';
}
