import { CancelKeyDeletion$ } from '@aws-sdk/client-kms';
import type { CancelKeyDeletionRequest, CancelKeyDeletionResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidState } from '../errors.ts';
import { findKey } from '../find-key.ts';
import { ownKeyAction } from '../key-wants.ts';
import { keys } from '../state.ts';

/** The key stays disabled. */
export const cancelKeyDeletion = defineOperation<CancelKeyDeletionRequest, CancelKeyDeletionResponse>({
  schema: CancelKeyDeletion$,
  accepts: ['KeyId'],
  authorise: ownKeyAction('CancelKeyDeletion'),
  handle({ KeyId }, context) {
    const { key, state } = findKey(KeyId, context);
    const { deletionAt, ...kept } = key;
    if (deletionAt === undefined) throw invalidState(`${key.arn} is not pending deletion.`);
    keys(state).put(key.id, kept);
    return { KeyId: key.arn };
  },
});
