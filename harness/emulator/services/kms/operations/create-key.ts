import { randomUUID } from 'node:crypto';
import { CreateKey$, KeySpec } from '@aws-sdk/client-kms';
import type { CreateKeyRequest, CreateKeyResponse, KeyUsageType } from '@aws-sdk/client-kms';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { constraint, validation } from '../errors.ts';
import { metadataOf } from '../key-metadata.ts';
import { newMaterial } from '../key-material.ts';
import { checkKeyPolicy, defaultPolicy } from '../key-policy.ts';
import { keySpecs, usagesOf } from '../key-specs.ts';
import { callKeys } from '../key-wants.ts';
import { keys } from '../state.ts';
import type { KeyRow } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const createKey = defineOperation<CreateKeyRequest, CreateKeyResponse>({
  schema: CreateKey$,
  accepts: [
    ...(['Policy', 'Description', 'KeyUsage', 'CustomerMasterKeySpec', 'KeySpec', 'Origin', 'MultiRegion', 'Tags'] as const),
    'BypassPolicyLockoutSafetyCheck',
  ],
  authorise(input, context) {
    const conditionKeys = {
      ...callKeys(context),
      'kms:KeySpec': specOf(input),
      'kms:KeyUsage': input.KeyUsage ?? 'ENCRYPT_DECRYPT',
      'kms:KeyOrigin': input.Origin ?? 'AWS_KMS',
      'kms:MultiRegion': String(input.MultiRegion ?? false),
      'kms:BypassPolicyLockoutSafetyCheck': String(input.BypassPolicyLockoutSafetyCheck ?? false),
      ...requestTagKeys(input.Tags),
    };
    const known = Object.fromEntries(Object.entries(conditionKeys).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const actions = input.Tags === undefined || input.Tags.length === 0 ? ['kms:CreateKey'] : ['kms:CreateKey', 'kms:TagResource'];
    return actions.map((action) => ({ action, resource: '*', conditionKeys: known }));
  },
  async handle(input, context) {
    refuseOthers(input);
    const spec = specOf(input);
    const usage = usageOf(spec, input.KeyUsage);
    const key = newKey(input, spec, usage, context);
    const found = { key, account: context.account, state: context.state };
    if (input.Policy !== undefined) checkKeyPolicy(input.Policy, found, input.BypassPolicyLockoutSafetyCheck === true, context);
    const complete: KeyRow = { ...key, material: await newMaterial(spec) };
    keys(context.state).put(complete.id, complete);
    return { KeyMetadata: metadataOf(complete, context.account) };
  },
});

function refuseOthers({ Origin, MultiRegion }: CreateKeyRequest): void {
  if (Origin !== undefined && Origin !== 'AWS_KMS') throw new NotImplemented(`A KMS key of the origin ${Origin}`);
  if (MultiRegion === true) throw new NotImplemented('A KMS key for several regions (MultiRegion)');
}

function specOf({ KeySpec: spec, CustomerMasterKeySpec }: CreateKeyRequest): KeySpec {
  return spec ?? CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
}

function usageOf(spec: KeySpec, usage: KeyUsageType | undefined): KeyUsageType {
  const details = keySpecs.get(spec);
  if (details === undefined) throw unknownSpec(spec);
  if (usage !== undefined && !usages.includes(usage)) {
    throw constraint('keyUsage', usage, `Member must satisfy enum value set: [${usages.join(', ')}]`);
  }
  if (usage === undefined) {
    if (details.kind === 'symmetric') return 'ENCRYPT_DECRYPT';
    throw validation('You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.');
  }
  if (usagesOf(details).includes(usage)) return usage;
  throw validation(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
}

/** KEY_AGREEMENT is AWS's too, but only for keys that are refused by their spec or usage. */
const usages: readonly string[] = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'];

function unknownSpec(spec: string): Error {
  if (Object.values<string>(KeySpec).includes(spec)) return new NotImplemented(`A KMS key of the spec ${spec}`);
  return constraint('keySpec', spec, `Member must satisfy enum value set: [${[...keySpecs.keys()].join(', ')}]`);
}

function newKey(input: CreateKeyRequest, spec: KeySpec, usage: KeyUsageType, context: OperationContext): KeyRow {
  const { account, region } = context;
  const id = randomUUID();
  return {
    id,
    arn: `arn:aws:kms:${region}:${account}:key/${id}`,
    manager: 'CUSTOMER',
    description: input.Description ?? '',
    spec,
    usage,
    createdAt: context.now().toISOString(),
    enabled: true,
    policy: input.Policy ?? defaultPolicy(account),
    tags: readTags(input.Tags),
  };
}
