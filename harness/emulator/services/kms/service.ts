import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'kms',
  serviceId: 'KMS',
  operations: [],
});
