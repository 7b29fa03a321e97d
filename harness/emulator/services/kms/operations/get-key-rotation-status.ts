import { GetKeyRotationStatus$ } from '@aws-sdk/client-kms';
import type { GetKeyRotationStatusRequest, GetKeyRotationStatusResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { unsupported } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { keyAction } from '../key-wants.ts';

const dayMs = 24 * 60 * 60_000;

/** What was asked for, and when KMS would rotate next. The emulator makes no new material when that day comes. */
export const getKeyRotationStatus = defineOperation<GetKeyRotationStatusRequest, GetKeyRotationStatusResponse>({
  schema: GetKeyRotationStatus$,
  accepts: ['KeyId'],
  authorise: keyAction('GetKeyRotationStatus'),
  handle({ KeyId }, context) {
    const { key } = findKey(KeyId, context);
    if (key.spec !== 'SYMMETRIC_DEFAULT') throw unsupported('');
    const { rotation } = key;
    if (rotation === undefined) return { KeyRotationEnabled: false, KeyId: key.arn };
    const periodMs = rotation.periodDays * dayMs;
    const since = Date.parse(rotation.since);
    const rounds = Math.max(1, Math.ceil((context.now().getTime() - since) / periodMs));
    const NextRotationDate = new Date(since + rounds * periodMs);
    return { KeyRotationEnabled: true, KeyId: key.arn, RotationPeriodInDays: rotation.periodDays, NextRotationDate };
  },
});
