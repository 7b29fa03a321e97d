import { DeleteAliasCommand, DescribeKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'NotFoundException';
/** KMS deletes no key sooner: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
const soonestDays = 7;

/** By its alias. */
export const key: KindOfThing = {
  isThere: async ({ kms }, alias) => (await unlessAbsent(kms.send(new DescribeKeyCommand({ KeyId: alias })), absent)) !== null,
  remove: async ({ kms }, AliasName) => {
    const found = await unlessAbsent(kms.send(new DescribeKeyCommand({ KeyId: AliasName })), absent);
    const id = found?.KeyMetadata?.KeyId;
    if (id === undefined) return [];
    await kms.send(new DeleteAliasCommand({ AliasName }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: soonestDays }));
    return [`KMS key ${id}, which is deleted in ${String(soonestDays)} days: KMS deletes none sooner.`];
  },
};
