import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'sqs',
  serviceId: 'SQS',
  operations: [],
});
