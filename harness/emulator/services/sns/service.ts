import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'sns',
  serviceId: 'SNS',
  operations: [],
});
