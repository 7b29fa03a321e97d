import type { RouteLimit } from '../../ports/rollout-judge.ts';

/** The route that a request is of, by its method and path: `GET /payments/7` is of `GET /payments/{id}`. Null where it is of none. */
export function routeOf(request: string | null, routes: readonly RouteLimit[]): RouteLimit | null {
  if (request === null) return null;
  return routes.find(({ route }) => patternOf(route).test(request)) ?? null;
}

const patterns = new Map<string, RegExp>();

function patternOf(route: string): RegExp {
  const known = patterns.get(route);
  if (known !== undefined) return known;
  const parts = route.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[^/]+')}/?$`);
  patterns.set(route, pattern);
  return pattern;
}
