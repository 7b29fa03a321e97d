import type { Json } from '../json.ts';

export const defaultPath = '$default';
export const anyMethod = 'x-amazon-apigateway-any-method';
/** The API that SAM makes where an event names none. */
export const implicitHttpApi = 'ServerlessHttpApi';

export interface HttpApiRoute {
  readonly path: string;
  /** In small letters, or `anyMethod`. */
  readonly method: string;
  /** As Fn::Sub takes it: `Function.Arn`, or an alias, which is its ARN. */
  readonly functionName: string;
  readonly condition?: string | undefined;
  readonly timeoutInMillis?: Json;
  readonly payloadFormatVersion?: Json;
}

/** The routes that functions' events ask for, by the API's logical id. */
export class HttpApiRoutes {
  readonly #byApi = new Map<string, HttpApiRoute[]>();

  /** False where the API has the route already. */
  add(apiId: string, route: HttpApiRoute): boolean {
    const routes = this.#byApi.get(apiId) ?? [];
    this.#byApi.set(apiId, routes);
    if (routes.some(({ path, method }) => path === route.path && method === route.method)) return false;
    routes.push(route);
    return true;
  }

  of(apiId: string): readonly HttpApiRoute[] {
    return this.#byApi.get(apiId) ?? [];
  }

  hasDefault(apiId: string, functionName: string): boolean {
    return this.of(apiId).some((route) => route.path === defaultPath && route.method === anyMethod && route.functionName === functionName);
  }
}
