import type { PolicyStatement } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import { grants } from './state.ts';
import type { GrantRow } from './state.ts';

export function grantsOf(state: Partition, keyId: string): readonly GrantRow[] {
  return [...grants(state).scan({ prefix: `${keyId}/` })].map(([, grant]) => grant);
}

export const grantRowKey = (keyId: string, grantId: string): string => `${keyId}/${grantId}`;

/** What a grant allows, said as a statement of a key policy: KMS weighs the two alike. */
export function grantStatement({ grantee, operations, constraint }: GrantRow, withVariables: boolean): PolicyStatement {
  const service = grantee.endsWith('.amazonaws.com');
  return {
    Effect: 'Allow',
    Principal: service ? { Service: grantee } : { AWS: grantee },
    Action: operations.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...(constraint === undefined ? {} : { Condition: conditionOf(constraint, withVariables) }),
  };
}

function conditionOf(
  { kind, pairs }: NonNullable<GrantRow['constraint']>,
  withVariables: boolean,
): NonNullable<PolicyStatement['Condition']> {
  // A grant has no policy variables: `${` means itself.
  const literal = (text: string): string => (withVariables ? text.replaceAll('${', '${$}{') : text);
  const each = Object.fromEntries(Object.entries(pairs).map(([key, value]) => [`kms:EncryptionContext:${key}`, literal(value)]));
  if (kind === 'subset') return { StringEquals: each };
  return { StringEquals: each, 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': Object.keys(pairs).map(literal) } };
}
