import type { Principal } from '../accounts/principal.ts';

/** Who called, for the trace: an ARN, a service's name, or `anonymous`. */
export function principalName(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  return principal.kind === 'service' ? principal.service : principal.arn;
}

/** The account that a call belongs to where nothing else says so. */
export function accountOfCaller(principal: Principal): string {
  return principal.kind === 'anonymous' ? 'anonymous' : principal.account;
}
