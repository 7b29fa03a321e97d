import type { Probe } from '../probe.ts';
import { aliasWeights } from './alias-weights.ts';
import { callTrace } from './call-trace.ts';
import { crossAccountDenial } from './cross-account-denial.ts';
import { httpApis } from './http-apis.ts';
import { iamEnforcement } from './iam-enforcement.ts';
import { kms } from './kms.ts';
import { lockTable } from './lock-table.ts';
import { networkIsolation } from './network-isolation.ts';
import { signatures } from './signatures.ts';
import { stackRollback } from './stack-rollback.ts';
import { trustPolicies } from './trust-policies.ts';
import { webIdentity } from './web-identity.ts';

/** One a capability. */
export const probes: readonly Probe[] = [
  iamEnforcement,
  signatures,
  trustPolicies,
  crossAccountDenial,
  aliasWeights,
  stackRollback,
  kms,
  httpApis,
  webIdentity,
  lockTable,
  callTrace,
  networkIsolation,
];
