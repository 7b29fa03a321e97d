import { DescribeTable$ } from '@aws-sdk/client-dynamodb';
import type { DescribeTableInput, DescribeTableOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { describeTable as describe } from '../tables/describe-table.ts';
import { findNamedTable } from '../tables/named-table.ts';
import { tableAction } from '../tables/table-ref.ts';

export const describeTable = defineOperation<DescribeTableInput, DescribeTableOutput>({
  schema: DescribeTable$,
  accepts: ['TableName'],
  authorise: tableAction('DescribeTable'),
  handle: (input, context) => ({ Table: describe(findNamedTable(input.TableName, context)) }),
});
