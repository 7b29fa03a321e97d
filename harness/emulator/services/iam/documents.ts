import { parseIdentityPolicy, parseInlinePolicy } from '../../accounts/policy-identity.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import { parseTrustPolicy } from '../../accounts/policy-trust.ts';
import { globalRegion } from '../../accounts/state.ts';
import { identityTablesIn } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { limitExceeded, malformedPolicyDocument } from './errors.ts';

/** IAM answers documents percent-encoded as RFC 3986 has it. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Quotas count a document without its white space. */
export function sizeOf(document: string): number {
  return document.replaceAll(/\s/g, '').length;
}

export function checkIdentityDocument(document = ''): string {
  asMalformed(() => parseIdentityPolicy(document));
  return document;
}

export function checkInlineDocument(document = ''): string {
  asMalformed(() => parseInlinePolicy(document));
  return document;
}

const largestTrustPolicy = 2048;

export function checkTrustDocument(context: OperationContext, document = ''): string {
  asMalformed(() => parseTrustPolicy(document, (arn) => principalExists(context, arn)));
  if (sizeOf(document) > largestTrustPolicy) throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${String(largestTrustPolicy)}`);
  return document;
}

/** A user or role by its ARN, or the role of a session's ARN, which has no path. */
function principalExists(context: OperationContext, arn: string): boolean {
  const [, service, account = '', kind, path = ''] = /^arn:aws:(iam|sts)::(\d{12}):([a-z-]+)\/(.+)$/.exec(arn) ?? [];
  const { roles, users } = identityTablesIn(context.partitionOf(account, globalRegion));
  if (service === 'sts') return roles.get(path.split('/')[0]?.toLowerCase() ?? '') !== undefined;
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  return (kind === 'user' ? users : roles).get(name)?.arn === arn;
}

function asMalformed(check: () => unknown): void {
  try {
    check();
  } catch (problem) {
    throw problem instanceof PolicyProblem ? malformedPolicyDocument(problem.message) : problem;
  }
}
