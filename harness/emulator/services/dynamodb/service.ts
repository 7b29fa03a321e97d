import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'dynamodb',
  serviceId: 'DynamoDB',
  operations: [],
});
