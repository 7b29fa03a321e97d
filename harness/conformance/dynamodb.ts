import { itemCases } from './dynamodb-items.ts';
import { queryCases } from './dynamodb-queries.ts';
import { tableCases } from './dynamodb-tables.ts';
import { transactionCases } from './dynamodb-transactions.ts';
import type { Conformance } from './suite.ts';

export const dynamodb: Conformance = { service: 'dynamodb', cases: [...tableCases, ...itemCases, ...queryCases, ...transactionCases] };
