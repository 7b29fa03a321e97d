import { createPaymentRoute } from './http/create-payment-route.ts';
import { start } from './start.ts';

export const handler = start(createPaymentRoute);
