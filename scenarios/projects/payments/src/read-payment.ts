import { readPaymentRoute } from './http/read-payment-route.ts';
import { start } from './start.ts';

export const handler = start(readPaymentRoute);
