import type { RouteRow } from '../state.ts';

export interface MatchedRoute {
  readonly route: RouteRow;
  /** Decoded values by name, a greedy one's without its `+`. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route of a request. The most specific wins: a full match before one with parameters before a greedy one, a method before ANY, and
 * `$default` where nothing else matches.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function matchRoute(routes: readonly RouteRow[], method: string, path: string): MatchedRoute | undefined {
  const segments = path.split('/').slice(1);
  const candidates = routes.flatMap((route) => {
    const [routeMethod = '', routePath = ''] = route.routeKey.split(' ');
    if (route.routeKey === '$default' || (routeMethod !== 'ANY' && routeMethod !== method)) return [];
    const matched = matchPath(routePath.split('/').slice(1), segments);
    return matched === undefined ? [] : [{ route, ...matched, rank: `${matched.rank}${routeMethod === 'ANY' ? '1' : '0'}` }];
  });
  const [best] = candidates.sort((left, right) => (left.rank < right.rank ? -1 : 1));
  if (best !== undefined) return { route: best.route, pathParameters: best.pathParameters };
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
}

/** `rank`: a digit for each segment, 0 literal, 1 parameter, 2 greedy: the smallest text is the most specific. */
function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): { readonly pathParameters: Readonly<Record<string, string>>; readonly rank: string } | undefined {
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    const parameter = /^\{(.+?)(\+?)\}$/.exec(part);
    const [, name = '', greedy = ''] = parameter ?? [];
    if (greedy === '+') {
      const rest = segments.slice(index).join('/');
      if (rest === '') return undefined;
      return { pathParameters: { ...pathParameters, [name]: decoded(rest) }, rank: `${rank}2` };
    }
    if (segment === undefined) return undefined;
    if (parameter !== null) {
      if (segment === '') return undefined;
      pathParameters[name] = decoded(segment);
      rank += '1';
    } else if (part === segment) rank += '0';
    else return undefined;
  }
  return segments.length === pattern.length ? { pathParameters, rank } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
