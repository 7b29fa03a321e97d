import { DescribeTimeToLive$ } from '@aws-sdk/client-dynamodb';
import type { DescribeTimeToLiveInput, DescribeTimeToLiveOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { findNamedTable } from '../tables/named-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const describeTimeToLive = defineOperation<DescribeTimeToLiveInput, DescribeTimeToLiveOutput>({
  schema: DescribeTimeToLive$,
  accepts: ['TableName'],
  authorise: tableAction('DescribeTimeToLive'),
  handle(input, context) {
    const { expiryAttribute } = findNamedTable(input.TableName, context).table;
    return {
      TimeToLiveDescription:
        expiryAttribute === undefined ? { TimeToLiveStatus: 'DISABLED' } : { TimeToLiveStatus: 'ENABLED', AttributeName: expiryAttribute },
    };
  },
});
