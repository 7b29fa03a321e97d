import { adminManagedPolicy, adminStatement } from './admin-policy.ts';
import { anyPrincipal, anybodyInvokes } from './any-principal.ts';
import { noEchoDefault } from './no-echo-default.ts';
import type { TemplateRule } from './rule.ts';
import { secretProperty } from './secret-properties.ts';
import { wildcardTrustAudience, wildcardTrustSubject } from './wildcard-trust.ts';

/** What AWS would take and an auditor wouldn't. docs/policy.md lists them by id. */
export const templateRules: readonly TemplateRule[] = [
  noEchoDefault,
  secretProperty,
  wildcardTrustSubject,
  wildcardTrustAudience,
  anyPrincipal,
  anybodyInvokes,
  adminStatement,
  adminManagedPolicy,
];
