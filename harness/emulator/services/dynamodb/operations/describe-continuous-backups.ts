import { DescribeContinuousBackups$ } from '@aws-sdk/client-dynamodb';
import type { DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { describeBackups } from '../tables/describe-backups.ts';
import { findBackedUpTable } from '../tables/backed-up-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const describeContinuousBackups = defineOperation<DescribeContinuousBackupsInput, DescribeContinuousBackupsOutput>({
  schema: DescribeContinuousBackups$,
  accepts: ['TableName'],
  authorise: tableAction('DescribeContinuousBackups'),
  handle: (input, context) => ({
    ContinuousBackupsDescription: describeBackups(findBackedUpTable(input.TableName, context).table, context.now()),
  }),
});
