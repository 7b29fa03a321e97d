import type { Want } from './policy.ts';
import type { Principal } from './principal.ts';

/** Which kind of policy took the call away, or gave nothing where it had to. */
export type DenyingPolicy = 'identity-based policy' | 'resource-based policy' | 'permissions boundary' | 'session policy';

/**
 * AWS's sentence on a denied call.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialSentence(principal: Principal, want: Want, denying: DenyingPolicy, explicit: boolean): string {
  const { action } = want;
  // S3 tells a caller without a signature nothing.
  if (principal.kind === 'anonymous' && action.startsWith('s3:')) return 'Access Denied';
  const refused = `User: ${nameOf(principal)} is not authorized to perform: ${action}${resourcePart(want)}`;
  // STS gives no reason, so that nobody learns which roles there are.
  if (principal.kind === 'web-identity') return `Not authorized to perform ${action}`;
  if (action === 'sts:AssumeRole' || action === 'sts:TagSession') return refused;
  return explicit
    ? `${refused} with an explicit deny in ${article(denying)}`
    : `${refused} because no ${denying} allows the ${action} action`;
}

/** S3 puts the ARN in quotes, and says nothing where there is none. */
function resourcePart({ action, resource }: Want): string {
  if (!action.startsWith('s3:')) return ` on resource: ${resource}`;
  return resource === '*' ? '' : ` on resource: "${resource}"`;
}

function article(denying: DenyingPolicy): string {
  return denying === 'identity-based policy' ? `an ${denying}` : `a ${denying}`;
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  return principal.kind === 'service' ? principal.service : principal.arn;
}
