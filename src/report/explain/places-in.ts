const place = /(?:file:\/\/)?((?:[\w@.-]*\/)*[\w@.-]+\.(?:[cm]?[jt]sx?|sql|ya?ml|json|feature)):(\d+)(?::(\d+))?/g;

/** Files with lines that a text points to, `src/create.ts:12:5`, each once, the project's own first to last; nobody's dependencies. */
export function placesIn(text: string): readonly string[] {
  const places = [...text.matchAll(place)]
    .filter(([whole, path = '']) => !whole.includes('node_modules') && !path.startsWith('internal/'))
    .map(([, path = '', line = '', column]) => `${path}:${line}${column === undefined ? '' : `:${column}`}`);
  return [...new Set(places)];
}
