import type { HttpRequest } from '../kernel/context.ts';
import type { ServiceModel } from '../schema/service-model.ts';
import type { RequestTarget } from './request-target.ts';
import { restRoutes } from './rest-routes.ts';
import type { RestRoutes } from './rest-routes.ts';
import { s3Address } from './s3-address.ts';

/** Which operation a request means, by the service's protocol. */
export interface Route {
  /** As the request names it: the service may not have it. Undefined where nothing in the request names one. */
  readonly operation: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

const tables = new WeakMap<ServiceModel, RestRoutes>();

function routesOf(model: ServiceModel): RestRoutes {
  let routes = tables.get(model);
  if (routes === undefined) tables.set(model, (routes = restRoutes(model)));
  return routes;
}

export function route(model: ServiceModel, request: HttpRequest, target: RequestTarget): Route {
  switch (model.protocol) {
    case 'rest-xml':
    case 'rest-json':
      return restRoute(model, request, target);
    case 'json-1.0':
    case 'json-1.1':
      return { operation: request.headers['x-amz-target']?.split('.').at(-1), labels: {} };
    case 'query':
      return { operation: queryAction(request, target), labels: {} };
  }
}

function restRoute(model: ServiceModel, { method, headers }: HttpRequest, { rawPath, query }: RequestTarget): Route {
  const address =
    model.signingName === 's3' ? s3Address(headers['host'] ?? '', rawPath) : { rawPath: withoutTrailingSlash(rawPath), bucket: undefined };
  const match = routesOf(model)({ method, query, headers, ...address });
  return match === undefined ? { operation: undefined, labels: {} } : { operation: match.operation.name, labels: match.labels };
}

/** Older models than the SDK's have `/2015-03-31/functions/`: AWS answers both. */
function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Only the start of a body is looked at: every SDK sends Action first. */
export function queryAction({ body }: HttpRequest, { query }: RequestTarget): string | undefined {
  const inQuery = query.find(([name]) => name === 'Action')?.[1];
  if (inQuery !== undefined) return inQuery;
  return /(?:^|&)Action=(?<action>\w+)/.exec(Buffer.from(body.subarray(0, 4096)).toString())?.groups?.['action'] ?? wholeBodyAction(body);
}

function wholeBodyAction(body: Uint8Array): string | undefined {
  return new URLSearchParams(Buffer.from(body).toString()).get('Action') ?? undefined;
}
