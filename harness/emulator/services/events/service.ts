import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'events',
  serviceId: 'EventBridge',
  operations: [],
});
