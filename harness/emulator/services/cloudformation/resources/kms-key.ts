import {
  CreateKey$,
  DescribeKey$,
  DisableKey$,
  DisableKeyRotation$,
  EnableKey$,
  EnableKeyRotation$,
  PutKeyPolicy$,
  ScheduleKeyDeletion$,
  TagResource$,
  UntagResource$,
  UpdateKeyDescription$,
} from '@aws-sdk/client-kms';
import { isDeepStrictEqual } from 'node:util';
import { HandlerFailure } from '../stacks/handler-message.ts';
import type { Json } from '../template/json.ts';
import { boolean, integer, json, string, tags } from '../template/shape.ts';
import { tagChanges } from './physical-name.ts';
import { defineKind, jsonText, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface KeyProperties {
  readonly KeyPolicy?: Json;
  readonly Description?: string;
  readonly Enabled?: boolean;
  readonly EnableKeyRotation?: boolean;
  readonly RotationPeriodInDays?: number;
  readonly KeyUsage?: string;
  readonly KeySpec?: string;
  readonly MultiRegion?: boolean;
  readonly PendingWindowInDays?: number;
  readonly BypassPolicyLockoutSafetyCheck?: boolean;
  readonly Tags?: readonly Tag[];
}

interface KeyOutput {
  readonly KeyMetadata?: { readonly KeyId?: string; readonly Arn?: string };
}

export const kmsKey = defineKind<KeyProperties>({
  type: 'AWS::KMS::Key',
  properties: {
    KeyPolicy: { shape: json },
    Description: { shape: string },
    Enabled: { shape: boolean },
    EnableKeyRotation: { shape: boolean },
    RotationPeriodInDays: { shape: integer },
    KeyUsage: { shape: string, replaces: true },
    KeySpec: { shape: string, replaces: true },
    MultiRegion: { shape: boolean, replaces: true },
    PendingWindowInDays: { shape: integer },
    BypassPolicyLockoutSafetyCheck: { shape: boolean },
    Tags: { shape: tags },
  },
  notEmulated: ['Origin'],
  attributes: ['Arn', 'KeyId'],
  tagged: true,
  // KMS numbers keys at random: nobody knows the id beforehand.
  idOf: (_properties, context) => context.logicalId,
  create: async (properties, context) => {
    const { KeyPolicy, Description, KeyUsage, KeySpec, MultiRegion } = properties;
    const made = await context.call<KeyOutput>(CreateKey$, {
      ...present({ Description, KeyUsage, KeySpec, MultiRegion, ...bypass(properties) }),
      ...(KeyPolicy === undefined ? {} : { Policy: jsonText(KeyPolicy) }),
      ...(context.tags.length === 0 ? {} : { Tags: context.tags.map(asKeyTag) }),
    });
    const id = made.KeyMetadata?.KeyId ?? '';
    context.exists(id);
    await setRotation(id, {}, properties, context);
    if (properties.Enabled === false) await context.call(DisableKey$, { KeyId: id });
    return physical(made);
  },
  update: async ({ id: KeyId, attributes }, before, after, context) => {
    // A disabled key takes no change of its rotation: it is enabled first and disabled last.
    if (before.Enabled === false && after.Enabled !== false) await context.call(EnableKey$, { KeyId });
    await changeKey(KeyId, before, after, context);
    await setRotation(KeyId, before, after, context);
    if (before.Enabled !== false && after.Enabled === false) await context.call(DisableKey$, { KeyId });
    return attributes['Arn'] === undefined ? physical(await context.call<KeyOutput>(DescribeKey$, { KeyId })) : { id: KeyId, attributes };
  },
  remove: async ({ id }, { PendingWindowInDays }, context) => {
    try {
      await context.call(ScheduleKeyDeletion$, { KeyId: id, ...present({ PendingWindowInDays }) });
    } catch (error) {
      if (!isPendingDeletion(error)) throw error;
    }
  },
});

/** Somebody scheduled it already: that is as good. */
function isPendingDeletion(error: unknown): boolean {
  return (
    error instanceof HandlerFailure && error.error.code === 'KMSInvalidStateException' && error.message.endsWith('is pending deletion.')
  );
}

function physical({ KeyMetadata: { KeyId: id = '', Arn = '' } = {} }: KeyOutput): Physical {
  return { id, attributes: { Arn, KeyId: id } };
}

async function changeKey(KeyId: string, before: Partial<KeyProperties>, after: KeyProperties, context: ResourceContext): Promise<void> {
  const { KeyPolicy, Description = '' } = after;
  if ((before.Description ?? '') !== Description) await context.call(UpdateKeyDescription$, { KeyId, Description });
  if (!isDeepStrictEqual(before.KeyPolicy, KeyPolicy)) {
    await context.call(PutKeyPolicy$, { KeyId, Policy: jsonText(KeyPolicy ?? defaultPolicy(context)), ...bypass(after) });
  }
  const { put, removed } = tagChanges(context.tagsBefore, context.tags);
  if (put.length > 0) await context.call(TagResource$, { KeyId, Tags: put.map(asKeyTag) });
  if (removed.length > 0) await context.call(UntagResource$, { KeyId, TagKeys: removed });
}

async function setRotation(KeyId: string, before: Partial<KeyProperties>, after: KeyProperties, context: ResourceContext): Promise<void> {
  const { EnableKeyRotation: wanted = false, RotationPeriodInDays } = after;
  if (wanted === (before.EnableKeyRotation ?? false) && RotationPeriodInDays === before.RotationPeriodInDays) return;
  if (wanted) await context.call(EnableKeyRotation$, { KeyId, ...present({ RotationPeriodInDays }) });
  else if (before.EnableKeyRotation === true) await context.call(DisableKeyRotation$, { KeyId });
}

function bypass({ BypassPolicyLockoutSafetyCheck: check }: KeyProperties): Record<string, unknown> {
  return present({ BypassPolicyLockoutSafetyCheck: check });
}

function present(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

const asKeyTag = ({ Key, Value }: Tag): object => ({ TagKey: Key, TagValue: Value });

/** What KMS gives a key that is made without a policy, for an update that takes the policy away. */
function defaultPolicy({ account }: ResourceContext): Json {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return { Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] };
}
