import { expect, it } from 'vitest';
import { routeOf } from './route-of.ts';

const routes = ['POST /payments', 'GET /payments/{id}', 'GET /payments/latest'];

it.each([
  ['POST', '/payments', 'POST /payments'],
  ['POST', '/payments?dry=1', 'POST /payments'],
  ['GET', '/payments/7', 'GET /payments/{id}'],
  ['GET', '/payments/latest', 'GET /payments/latest'],
  ['GET', '/payments', null],
  ['GET', '/payments/7/items', null],
  ['GET', '/health', null],
])('%s %s is %s', (method, path, route) => {
  expect(routeOf(method, path, routes)).toBe(route);
});
