import { iamIdentities } from './iam-identities.ts';
import { iamOidc } from './iam-oidc.ts';
import { iamPolicies } from './iam-policies.ts';
import { iamRoles } from './iam-roles.ts';
import type { Conformance } from './suite.ts';

export const iam: Conformance = { service: 'iam', cases: [...iamRoles, ...iamPolicies, ...iamIdentities, ...iamOidc] };
