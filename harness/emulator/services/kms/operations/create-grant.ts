import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { CreateGrant$, GrantOperation } from '@aws-sdk/client-kms';
import type { CreateGrantRequest, CreateGrantResponse } from '@aws-sdk/client-kms';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidArn, validation } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { grantRowKey, grantsOf } from '../grants.ts';
import { keyServiceOf } from '../key-service.ts';
import { wantOnKey } from '../key-wants.ts';
import { grants } from '../state.ts';
import type { GrantRow } from '../state.ts';
import { refusePendingDeletion } from '../usable-key.ts';

export const createGrant = defineOperation<CreateGrantRequest, CreateGrantResponse>({
  schema: CreateGrant$,
  accepts: ['KeyId', 'GranteePrincipal', 'RetiringPrincipal', 'Operations', 'Constraints', 'GrantTokens', 'Name'],
  authorise: (input, context) => [
    wantOnKey(input.KeyId, context, 'CreateGrant', {
      'kms:GranteePrincipal': input.GranteePrincipal,
      'kms:RetiringPrincipal': input.RetiringPrincipal,
      'kms:GrantOperations': input.Operations,
      'kms:GrantConstraintType': constraintTypeOf(input),
      'kms:GrantIsForAWSResource': String(context.viaService !== undefined),
    }),
  ],
  handle(input, context) {
    const { key, state } = findKey(input.KeyId, context);
    refusePendingDeletion(key);
    const grant = readGrant(input, key.id, context);
    // A grant of the same name and content is the same grant.
    const same = grant.name === undefined ? undefined : grantsOf(state, key.id).find((each) => isSame(each, grant));
    const { id, token } = same ?? grant;
    grants(state).put(grantRowKey(key.id, id), same ?? grant);
    return { GrantId: id, GrantToken: token };
  },
});

function constraintTypeOf({ Constraints }: CreateGrantRequest): string | undefined {
  if (Constraints?.EncryptionContextEquals !== undefined) return 'EncryptionContextEquals';
  return Constraints?.EncryptionContextSubset === undefined ? undefined : 'EncryptionContextSubset';
}

function isSame(one: GrantRow, other: GrantRow): boolean {
  const { id, token, createdAt } = one;
  return isDeepStrictEqual(one, { ...other, id, token, createdAt });
}

function readGrant(input: CreateGrantRequest, keyId: string, context: OperationContext): GrantRow {
  const { Operations: operations = [], Name: name, RetiringPrincipal: retiring, GranteePrincipal: grantee = '' } = input;
  if (operations.length === 0)
    throw validation(
      "1 validation error detected: Value '[]' at 'operations' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  for (const operation of operations) checkOperation(operation);
  for (const principal of [grantee, ...(retiring === undefined ? [] : [retiring])]) checkPrincipal(principal, context);
  const constraint = readConstraint(input);
  return {
    id: randomBytes(32).toString('hex'),
    token: randomBytes(96).toString('base64url'),
    keyId,
    ...(name === undefined ? {} : { name }),
    createdAt: context.now().toISOString(),
    grantee,
    ...(retiring === undefined ? {} : { retiring }),
    issuer: `arn:aws:iam::${context.account}:root`,
    operations,
    ...(constraint === undefined ? {} : { constraint }),
  };
}

const grantable = new Set<string>(Object.values(GrantOperation).filter((operation) => operation !== 'DeriveSharedSecret'));

function checkOperation(operation: GrantOperation): void {
  if (!grantable.has(operation)) throw validation(`The grant operation ${operation} is not implemented by this emulator.`);
}

function checkPrincipal(principal: string, context: OperationContext): void {
  if (/^([a-z0-9.-]+\.amazonaws\.com|arn:aws:iam::\d{12}:root)$/.test(principal)) return;
  if (!keyServiceOf(context).principalExists(principal)) throw invalidArn(`ARN does not refer to a valid principal: ${principal}`);
}

function readConstraint({ Constraints }: CreateGrantRequest): GrantRow['constraint'] {
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset, ...others } = Constraints ?? {};
  if (Object.values(others).some((value) => value !== undefined))
    throw validation(`Grant constraints ${Object.keys(others).join(', ')} are not implemented by this emulator.`);
  if (equals !== undefined && subset !== undefined) throw validation('A grant takes one encryption context constraint, not two.');
  if (equals !== undefined) return { kind: 'equals', pairs: equals };
  return subset === undefined ? undefined : { kind: 'subset', pairs: subset };
}
