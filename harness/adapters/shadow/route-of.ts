/** The route of a request among those that are known, `GET /payments/{id}`; null where it is none of them. */
export function routeOf(method: string, path: string, routes: readonly string[]): string | null {
  const asked = path.split('?')[0]?.split('/') ?? [];
  const matching = routes.filter((route) => {
    const [verb, template = ''] = route.split(' ');
    const tokens = template.split('/');
    return verb === method && tokens.length === asked.length && tokens.every((each, index) => isPlaceholder(each) || each === asked[index]);
  });
  // `/payments/latest` before `/payments/{id}`.
  return matching.toSorted((one, other) => one.split('{').length - other.split('{').length)[0] ?? null;
}

function isPlaceholder(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}
