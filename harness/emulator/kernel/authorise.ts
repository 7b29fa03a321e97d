import { evaluate } from '../accounts/evaluate.ts';
import { identityPoliciesOf } from '../accounts/identities.ts';
import type { Want } from '../accounts/policy.ts';
import type { Principal } from '../accounts/principal.ts';
import type { StateStore } from '../accounts/state.ts';

export interface AuthorisationRequest {
  readonly principal: Principal;
  readonly wants: readonly Want[];
  readonly region: string;
  readonly now: Date;
  /** Absent for a call that a service makes by itself. */
  readonly http?: { readonly headers: Readonly<Record<string, string>>; readonly sourceIp: string };
}

/** Undefined where every want is allowed, else AWS's sentence about the first that is not. */
export function authorise(state: StateStore, request: AuthorisationRequest): string | undefined {
  const { principal, wants, region } = request;
  if (wants.length === 0) return undefined;
  const { policies, boundary, tags } = identityPoliciesOf(state, principal);
  const conditionKeys = requestKeys(request);
  for (const want of wants) {
    const decision = evaluate({
      principal,
      want,
      region,
      conditionKeys,
      identityPolicies: policies,
      principalTags: tags,
      ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    });
    if (decision.kind === 'denied') return decision.sentence;
  }
  return undefined;
}

/** Keys that every AWS request has; those of the principal are added where policies are evaluated. */
function requestKeys({ now, principal, http }: AuthorisationRequest): Readonly<Record<string, string>> {
  const source = principal.kind === 'service' ? principal.sourceArn : undefined;
  return {
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    // The emulator listens on 127.0.0.1 only, in the place of AWS's TLS endpoints: policies that demand TLS must not bite.
    'aws:SecureTransport': 'true',
    ...(http === undefined ? {} : { 'aws:SourceIp': http.sourceIp }),
    ...(http?.headers['user-agent'] === undefined ? {} : { 'aws:UserAgent': http.headers['user-agent'] }),
    ...(http?.headers['referer'] === undefined ? {} : { 'aws:Referer': http.headers['referer'] }),
    ...(source === undefined ? {} : { 'aws:SourceArn': source, 'aws:SourceAccount': source.split(':')[4] ?? '' }),
  };
}
