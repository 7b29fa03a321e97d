import { defineService } from '../../kernel/service.ts';

export const service = defineService({
  signingName: 'apigateway',
  serviceId: 'ApiGatewayV2',
  operations: [],
});
