import { asList, asMap, type Data } from '../data.ts';
import type { Path } from '../read-yaml.ts';
import type { OpenApiDocument, Operation } from './openapi-document.ts';
import { schemaChanges, type Direction, type PlacedSchema, type SchemaChange } from './schema-changes.ts';

/** A change within one part of an operation: `POST /payments`, `response 201`. */
export interface OperationChange extends SchemaChange {
  readonly operation: string;
  readonly part: string;
}

interface Side {
  readonly document: OpenApiDocument;
  readonly operation: Operation;
}

/** What openapi-diff doesn't look at (parameters, wanted bodies, enums, null, other media types), and the names of what it sees as a whole. */
export function operationChanges(before: OpenApiDocument, after: OpenApiDocument): readonly OperationChange[] {
  const later = new Map(after.operations.map((operation) => [operation.name, operation]));
  return before.operations.flatMap((operation) => {
    const same = later.get(operation.name);
    if (same === undefined) return [];
    const was = { document: before, operation };
    const is = { document: after, operation: same };
    return [...parameterChanges(was, is), ...requestChanges(was, is), ...responseChanges(was, is)];
  });
}

function parameterChanges(was: Side, is: Side): readonly OperationChange[] {
  const before = parametersOf(was);
  const after = parametersOf(is);
  const gone = [...before].filter(([name]) => !after.has(name));
  const of = (part: string, change: SchemaChange): OperationChange => ({ ...change, operation: is.operation.name, part });
  return [
    ...gone.map(([name]) => of(name, { effect: 'breaking', what: 'is gone', at: was.operation.at, in: 'before' })),
    ...[...after].flatMap(([name, parameter]): readonly OperationChange[] => {
      const former = before.get(name);
      const must = parameter.value['required'] === true;
      const change = (effect: 'breaking' | 'feature', what: string): OperationChange =>
        of(name, { effect, what, at: is.operation.at, in: 'after' });
      if (former === undefined) return [must ? change('breaking', 'is new and required') : change('feature', 'is new')];
      const wanted = must && former.value['required'] !== true ? [change('breaking', 'is required where it was optional')] : [];
      const schemas = schemaChanges(inside(was, former, ['schema']), inside(is, parameter, ['schema']), 'received');
      return [...wanted, ...schemas.map((each) => of(name, each))];
    }),
  ];
}

function requestChanges(was: Side, is: Side): readonly OperationChange[] {
  const before = follow(was, was.operation.definition['requestBody'], [...was.operation.at, 'requestBody']);
  const after = follow(is, is.operation.definition['requestBody'], [...is.operation.at, 'requestBody']);
  const wanted: readonly OperationChange[] =
    after.value['required'] === true && before.value['required'] !== true
      ? [
          {
            effect: 'breaking',
            what: 'is required where it was optional',
            at: after.at,
            in: 'after',
            operation: is.operation.name,
            part: 'request body',
          },
        ]
      : [];
  return [...wanted, ...contentChanges(was, is, before, after, 'received', 'request body')];
}

function responseChanges(was: Side, is: Side): readonly OperationChange[] {
  const former = asMap(was.operation.definition['responses']);
  const later = asMap(is.operation.definition['responses']);
  return Object.keys(former).flatMap((status) => {
    if (!(status in later)) return [];
    const before = follow(was, former[status], [...was.operation.at, 'responses', status]);
    const after = follow(is, later[status], [...is.operation.at, 'responses', status]);
    return contentChanges(was, is, before, after, 'sent', `response ${status}`);
  });
}

function contentChanges(
  was: Side,
  is: Side,
  before: Placed,
  after: Placed,
  direction: Direction,
  part: string,
): readonly OperationChange[] {
  const former = asMap(before.value['content']);
  const later = asMap(after.value['content']);
  const of = (change: SchemaChange): OperationChange => ({ ...change, operation: is.operation.name, part });
  return Object.keys(former).flatMap((media) => {
    if (!(media in later)) return [of({ effect: 'breaking', what: `is no longer ${media}`, at: before.at, in: 'before' })];
    const path = ['content', media, 'schema'];
    return schemaChanges(inside(was, before, path), inside(is, after, path), direction).map(of);
  });
}

interface Placed {
  readonly value: Data;
  readonly at: Path;
}

function parametersOf(side: Side): ReadonlyMap<string, Placed> {
  return new Map(
    asList(side.operation.definition['parameters']).map((parameter, index) => {
      const placed = follow(side, parameter, [...side.operation.at, 'parameters', index]);
      return [`parameter "${String(placed.value['name'])}" (${String(placed.value['in'])})`, placed];
    }),
  );
}

function follow({ document }: Side, value: unknown, at: Path): Placed {
  const reference = asMap(value)['$ref'];
  if (typeof reference !== 'string') return { value: asMap(value), at };
  const path = reference
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { value: asMap(path.reduce<unknown>((inner, key) => asMap(inner)[key], document.root)), at: path };
}

function inside({ document }: Side, { value, at }: Placed, path: readonly string[]): PlacedSchema {
  return { root: document.root, schema: path.reduce<unknown>((inner, key) => asMap(inner)[key], value), at: [...at, ...path] };
}
