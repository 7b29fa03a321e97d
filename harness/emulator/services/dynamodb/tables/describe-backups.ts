import type { ContinuousBackupsDescription } from '@aws-sdk/client-dynamodb';
import type { TableRow } from '../state.ts';

/** Backups are not made: this shows what the table was told, for clients that read it back. */
export function describeBackups({ pointInTimeRecovery: recovery }: TableRow, now: Date): ContinuousBackupsDescription {
  return {
    // AWS keeps continuous backups of every table; what can be switched is the restoring to a point in time.
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription:
      recovery === undefined
        ? { PointInTimeRecoveryStatus: 'DISABLED' }
        : {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: recovery.days,
            EarliestRestorableDateTime: new Date(Math.max(Date.parse(recovery.since), now.getTime() - recovery.days * dayMs)),
            LatestRestorableDateTime: now,
          },
  };
}

const dayMs = 24 * 60 * 60 * 1000;
