import type { OperationModel, ServiceModel } from '../schema/service-model.ts';
import { decodePercent } from './request-target.ts';

/** What a request must show of itself to be routed. */
export interface RestRequestLine {
  readonly method: string;
  readonly rawPath: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** S3 only: the bucket that stands outside of the path patterns. */
  readonly bucket?: string | undefined;
}

export interface RestMatch {
  readonly operation: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
}

export type RestRoutes = (line: RestRequestLine) => RestMatch | undefined;

interface Route {
  readonly operation: OperationModel;
  readonly pattern: readonly Segment[];
  readonly greedy: boolean;
  readonly needsBucket: boolean;
  /** Query literals without `x-id`, which is only the SDKs' hint. */
  readonly literals: readonly (readonly [name: string, value: string])[];
  readonly hint: string | undefined;
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

type Segment = { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'label'; readonly name: string };

/** Compiles a service's http traits. The most specific route wins: literal path segments, query literals, then required parameters. */
export function restRoutes(model: ServiceModel): RestRoutes {
  const table = new Map<string, Route[]>();
  for (const operation of model.operations.values()) {
    if (operation.http === undefined) continue;
    const route = compile(operation, operation.http);
    const key = routeKey(operation.http.method, route.pattern.length, route.greedy, route.needsBucket);
    table.set(key, [...(table.get(key) ?? []), route]);
  }
  return (line) => {
    const segments = splitPath(line.rawPath);
    const hasBucket = line.bucket !== undefined;
    const candidates = [
      ...(table.get(routeKey(line.method, segments.length, false, hasBucket)) ?? []),
      ...(segments.length > 0 ? greedyRoutes(table, line.method, segments.length, hasBucket) : []),
    ];
    const best = mostSpecific(candidates, segments, line);
    return best === undefined ? undefined : { operation: best.operation, labels: readLabels(best, segments, line.bucket) };
  };
}

function routeKey(method: string, length: number, greedy: boolean, needsBucket: boolean): string {
  return `${method} ${length} ${greedy} ${needsBucket}`;
}

/** Patterns that end in a greedy label take as many segments as they have, or more. */
function greedyRoutes(table: ReadonlyMap<string, Route[]>, method: string, length: number, hasBucket: boolean): readonly Route[] {
  const found: Route[] = [];
  for (let taken = 1; taken <= Math.min(length, 8); taken += 1) found.push(...(table.get(routeKey(method, taken, true, hasBucket)) ?? []));
  return found;
}

function compile(operation: OperationModel, http: NonNullable<OperationModel['http']>): Route {
  const pattern = http.path
    .split('/')
    .filter((part) => part !== '')
    .map((part): Segment => {
      const label = /^\{(?<name>\w+)\+?\}$/.exec(part)?.groups?.['name'];
      return label === undefined ? { kind: 'literal', text: part } : { kind: 'label', name: label };
    });
  const required = operation.input.members.filter((member) => member.required);
  return {
    operation,
    pattern,
    greedy: http.path.endsWith('+}'),
    needsBucket: operation.input.byName.get('Bucket')?.location === 'label' && !http.path.includes('{Bucket}'),
    literals: http.literals.filter(([name]) => name !== 'x-id'),
    hint: http.literals.find(([name]) => name === 'x-id')?.[1],
    requiredQuery: required.filter(({ location }) => location === 'query').map(({ wireName }) => wireName),
    requiredHeaders: required.filter(({ location }) => location === 'header').map(({ wireName }) => wireName),
  };
}

/** Segments as sent; a last empty one (`/functions/`) is kept for greedy labels and dropped elsewhere. */
function splitPath(rawPath: string): readonly string[] {
  return rawPath === '/' || rawPath === '' ? [] : rawPath.slice(1).split('/');
}

function mostSpecific(candidates: readonly Route[], segments: readonly string[], line: RestRequestLine): Route | undefined {
  let best: Route | undefined;
  let bestRank = -1;
  for (const route of candidates) {
    if (!pathMatches(route, segments) || !literalsMatch(route, line)) continue;
    const rank = rankOf(route, line);
    if (rank > bestRank) [best, bestRank] = [route, rank];
  }
  return best;
}

function pathMatches({ pattern }: Route, segments: readonly string[]): boolean {
  return pattern.every((segment, index) => segment.kind === 'label' || segment.text === segments[index]);
}

function literalsMatch({ literals }: Route, { query }: RestRequestLine): boolean {
  return literals.every(([name, value]) => query.some(([sent, content]) => sent === name && (value === '' || content === value)));
}

function rankOf(route: Route, { query, headers }: RestRequestLine): number {
  const literalSegments = route.pattern.filter(({ kind }) => kind === 'literal').length;
  const sent = new Set(query.map(([name]) => name));
  const isComplete =
    route.requiredQuery.every((name) => sent.has(name)) && route.requiredHeaders.every((name) => headers[name] !== undefined);
  const required = route.requiredQuery.length + route.requiredHeaders.length;
  // A route whose required parameters are missing comes last, the one that lacks fewest first: it answers what is missing.
  const parameters = isComplete ? 50 + required * 2 : 40 - required;
  const hinted = route.hint !== undefined && query.some(([name, value]) => name === 'x-id' && value === route.hint) ? 1 : 0;
  return literalSegments * 10_000 + route.literals.length * 100 + parameters + hinted;
}

function readLabels({ pattern, greedy }: Route, segments: readonly string[], bucket: string | undefined): Readonly<Record<string, string>> {
  const labels: Record<string, string> = bucket === undefined ? {} : { Bucket: decodePercent(bucket) };
  pattern.forEach((segment, index) => {
    if (segment.kind === 'literal') return;
    const isLast = greedy && index === pattern.length - 1;
    labels[segment.name] = decodePercent(isLast ? segments.slice(index).join('/') : (segments[index] ?? ''));
  });
  return labels;
}
