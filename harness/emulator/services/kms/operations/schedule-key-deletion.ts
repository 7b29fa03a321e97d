import { ScheduleKeyDeletion$ } from '@aws-sdk/client-kms';
import type { ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { changeKey } from '../change-key.ts';
import { constraint } from '../errors.ts';
import { wantOnOwnKey } from '../key-wants.ts';

const dayMs = 24 * 60 * 60_000;

export const scheduleKeyDeletion = defineOperation<ScheduleKeyDeletionRequest, ScheduleKeyDeletionResponse>({
  schema: ScheduleKeyDeletion$,
  accepts: ['KeyId', 'PendingWindowInDays'],
  authorise: (input, context) => [
    wantOnOwnKey(input.KeyId, context, 'ScheduleKeyDeletion', {
      'kms:ScheduleKeyDeletionPendingWindowInDays': String(input.PendingWindowInDays ?? 30),
    }),
  ],
  handle({ KeyId, PendingWindowInDays: days = 30 }, context) {
    if (days < 7) throw constraint('pendingWindowInDays', String(days), 'Member must have value greater than or equal to 7');
    if (days > 30) throw constraint('pendingWindowInDays', String(days), 'Member must have value less than or equal to 30');
    const deletionAt = new Date(context.now().getTime() + days * dayMs);
    // What is scheduled for deletion and then kept after all is disabled.
    const key = changeKey(KeyId, context, (before) => ({ ...before, enabled: false, deletionAt: deletionAt.toISOString() }));
    return { KeyId: key.arn, DeletionDate: deletionAt, KeyState: 'PendingDeletion', PendingWindowInDays: days };
  },
});
