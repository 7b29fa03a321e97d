import { UpdateContinuousBackups$ } from '@aws-sdk/client-dynamodb';
import type { UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraint } from '../errors.ts';
import { findBackedUpTable } from '../tables/backed-up-table.ts';
import { describeBackups } from '../tables/describe-backups.ts';
import { changeTable } from '../tables/named-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const updateContinuousBackups = defineOperation<UpdateContinuousBackupsInput, UpdateContinuousBackupsOutput>({
  schema: UpdateContinuousBackups$,
  accepts: ['TableName', 'PointInTimeRecoverySpecification'],
  authorise: tableAction('UpdateContinuousBackups'),
  handle(input, context) {
    const { PointInTimeRecoveryEnabled: enabled = false, RecoveryPeriodInDays: asked } = input.PointInTimeRecoverySpecification ?? {};
    if (asked !== undefined && (asked < 1 || asked > 35))
      throw constraint('pointInTimeRecoverySpecification.recoveryPeriodInDays', asked, 'Member must have value between 1 and 35');
    const found = findBackedUpTable(input.TableName, context);
    const changed = changeTable(found, context, ({ pointInTimeRecovery: before, ...table }) => {
      const since = before?.since ?? context.now().toISOString();
      return enabled ? { ...table, pointInTimeRecovery: { since, days: asked ?? before?.days ?? 35 } } : table;
    });
    return { ContinuousBackupsDescription: describeBackups(changed.table, context.now()) };
  },
});
