import type { OperationContext } from '../../kernel/context.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { badRequest, conflict, invalidIdentifier } from './errors.ts';
import { apiTables, rowsOf, type RouteRow } from './state.ts';

interface RouteInput {
  readonly RouteKey?: string | undefined;
  readonly Target?: string | undefined;
  readonly OperationName?: string | undefined;
  readonly AuthorizationType?: string | undefined;
  readonly ApiKeyRequired?: boolean | undefined;
}

const methods = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** A route as it is to be; what is not given stays as it was. */
export function routeFrom(context: OperationContext, apiId: string, routeId: string, input: RouteInput, before?: RouteRow): RouteRow {
  const { AuthorizationType: authorization, OperationName: operationName = before?.operationName } = input;
  if (authorization !== undefined && authorization !== 'NONE')
    throw new NotImplemented(`The AuthorizationType ${authorization} of a route`);
  if (input.ApiKeyRequired === true) throw badRequest('ApiKeyRequired is not currently supported for HTTP APIs');
  const routeKey = checkedKey(input.RouteKey ?? before?.routeKey ?? '');
  const tables = apiTables(context.state);
  const same = rowsOf(tables.routes, apiId).find((route) => route.routeKey === routeKey && route.routeId !== routeId);
  if (same !== undefined) throw conflict(`Route with key ${routeKey} already exists for this API`);
  const target = input.Target ?? before?.target;
  if (target !== undefined && tables.integrations.get(`${apiId}/${target.replace(/^integrations\//, '')}`) === undefined) {
    throw badRequest(`Invalid target specified: ${target}`);
  }
  return { routeId, routeKey, ...(target === undefined ? {} : { target }), ...(operationName === undefined ? {} : { operationName }) };
}

function checkedKey(routeKey: string): string {
  const [method = '', path = '', ...more] = routeKey.split(' ');
  const isRoute = methods.includes(method) && path.startsWith('/') && more.length === 0;
  const greedy = [...path.matchAll(/\{[^}]*\+\}/g)];
  if (routeKey !== '$default' && (!isRoute || greedy.length > 1 || (greedy.length === 1 && !path.endsWith('+}')))) {
    throw badRequest(
      `The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default": ${routeKey}`,
    );
  }
  return routeKey;
}

export function findRoute(context: OperationContext, apiId: string, routeId: string | undefined): RouteRow {
  const row = apiTables(context.state).routes.get(`${apiId}/${routeId ?? ''}`);
  if (row === undefined) throw invalidIdentifier('Route', routeId ?? '');
  return row;
}
