import { describe, expect, it } from 'vitest';
import { matchRoute } from './match-route.ts';

const routes = [
  'GET /items',
  'GET /items/{id}',
  'GET /items/new',
  'ANY /items/{id}',
  'ANY /{proxy+}',
  'GET /files/{path+}',
  '$default',
].map((routeKey) => ({ routeId: routeKey, routeKey }));

describe('the route of a request', () => {
  it.each([
    ['GET', '/items', 'GET /items', {}],
    ['GET', '/items/7', 'GET /items/{id}', { id: '7' }],
    ['GET', '/items/a%20b', 'GET /items/{id}', { id: 'a b' }],
    ['GET', '/items/new', 'GET /items/new', {}],
    ['POST', '/items/7', 'ANY /items/{id}', { id: '7' }],
    ['POST', '/items', 'ANY /{proxy+}', { proxy: 'items' }],
    ['GET', '/files/a/b.txt', 'GET /files/{path+}', { path: 'a/b.txt' }],
    ['PUT', '/files/a/b.txt', 'ANY /{proxy+}', { proxy: 'files/a/b.txt' }],
    ['GET', '/', '$default', {}],
  ])('%s %s is %s', (method, path, routeKey, pathParameters) => {
    expect(matchRoute(routes, method, path)).toEqual({ route: { routeId: routeKey, routeKey }, pathParameters });
  });

  it('is none where none fits and there is no $default', () => {
    expect(matchRoute(routes.slice(0, 3), 'DELETE', '/items')).toBeUndefined();
    expect(matchRoute(routes.slice(0, 3), 'GET', '/items/7/parts')).toBeUndefined();
  });
});
