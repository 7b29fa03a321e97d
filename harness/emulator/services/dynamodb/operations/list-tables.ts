import { ListTables$ } from '@aws-sdk/client-dynamodb';
import type { ListTablesInput, ListTablesOutput } from '@aws-sdk/client-dynamodb';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraint } from '../errors.ts';
import { tables } from '../state.ts';

export const listTables = defineOperation<ListTablesInput, ListTablesOutput>({
  schema: ListTables$,
  accepts: ['ExclusiveStartTableName', 'Limit'],
  authorise: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
  handle({ ExclusiveStartTableName: start, Limit: limit = 100 }, context) {
    if (limit < 1) throw constraint('limit', limit, 'Member must have value greater than or equal to 1');
    if (limit > 100) throw constraint('limit', limit, 'Member must have value less than or equal to 100');
    const range = start === undefined ? {} : { from: start, exclusive: true };
    const names = Array.from(tables(context.state).scan(range), ([name]) => name);
    const page = names.slice(0, limit);
    const last = page.at(-1);
    return { TableNames: page, ...(names.length > limit && last !== undefined ? { LastEvaluatedTableName: last } : {}) };
  },
});
