import { DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const absent = 'ResourceNotFoundException';

export const table: KindOfThing = {
  isThere: async ({ dynamoDb }, TableName) => (await unlessAbsent(dynamoDb.send(new DescribeTableCommand({ TableName })), absent)) !== null,
  remove: async ({ dynamoDb }, TableName) => {
    await unlessAbsent(dynamoDb.send(new DeleteTableCommand({ TableName })), absent);
    return [];
  },
};
