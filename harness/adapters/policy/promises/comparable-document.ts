import { asMap, isMap, type Data } from '../data.ts';

type Side = 'request' | 'response';

/**
 * The document as openapi-diff can take it and as its set theory gives the answers that users of an API expect. It reads OpenAPI 3.0 only, so
 * 3.1's type lists are written as 3.0 has them. It takes a schema for the set of values that it allows: a new property then breaks answers that
 * were closed (`additionalProperties: false`) and requests that were open. So requests are compared as if closed, and answers as if open.
 */
export function comparableDocument(root: Data): Data {
  const components = asMap(root['components']);
  const schemas = Object.entries(asMap(components['schemas']));
  const copies = (['request', 'response'] as const).flatMap((side) =>
    schemas.map(([name, schema]): [string, unknown] => [`${name}.${side}`, schemaFor(schema, side)]),
  );
  return {
    openapi: '3.0.3',
    info: { title: 'API', version: '1' },
    paths: Object.fromEntries(Object.entries(asMap(root['paths'])).map(([route, item]) => [route, partFor(item, 'response')])),
    components: {
      schemas: Object.fromEntries(copies),
      ...Object.fromEntries(
        ['responses', 'requestBodies', 'headers', 'parameters']
          .filter((kind) => isMap(components[kind]))
          .map((kind) => [kind, partFor(components[kind], kind === 'requestBodies' || kind === 'parameters' ? 'request' : 'response')]),
      ),
    },
  };
}

/** Everything outside of schemas stays as it is; what it wants no judge for is left out. */
function partFor(value: unknown, side: Side): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map((each) => partFor(each, side));
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(
    ([key]) => !['callbacks', 'links', 'security', 'servers', 'examples', 'example', 'description', 'summary'].includes(key),
  );
  return Object.fromEntries([
    ...kept.map(([key, inside]): [string, unknown] => {
      if (key === 'schema') return [key, schemaFor(inside, side)];
      return [key, partFor(inside, key === 'requestBody' || key === 'parameters' ? 'request' : key === 'responses' ? 'response' : side)];
    }),
    // OpenAPI 3.0 wants one on each response.
    ...('description' in value ? [['description', '']] : []),
  ]) as unknown;
}

const kept = new Set(
  (
    'minimum maximum minLength maxLength minItems maxItems minProperties maxProperties required uniqueItems ' +
    'pattern format enum multipleOf'
  ).split(' '),
);

function schemaFor(schema: unknown, side: Side, composed = false): unknown {
  if (!isMap(schema)) return {};
  const { $ref: reference } = schema;
  if (typeof reference === 'string') return { $ref: reference.replace(/^(#\/components\/schemas\/[^/]+)/, `$1.${side}`) };
  const inner = (value: unknown): unknown => schemaFor(value, side, true);
  const parts = ['allOf', 'anyOf', 'oneOf'].filter((key) => Array.isArray(schema[key]));
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => kept.has(key))),
    ...typeFor(schema),
    ...limitFor(schema, 'exclusiveMinimum', 'minimum'),
    ...limitFor(schema, 'exclusiveMaximum', 'maximum'),
    ...('const' in schema ? { enum: [schema['const']] } : {}),
    ...('items' in schema ? { items: schemaFor(schema['items'], side) } : asMap(typeFor(schema))['type'] === 'array' ? { items: {} } : {}),
    ...('not' in schema ? { not: inner(schema['not']) } : {}),
    ...Object.fromEntries(parts.map((key) => [key, (schema[key] as readonly unknown[]).map(inner)])),
    ...propertiesFor(schema, side, composed || parts.length > 0),
  };
}

function propertiesFor(schema: Data, side: Side, composed: boolean): Data {
  const properties = schema['properties'];
  const more = schema['additionalProperties'];
  const typed = isMap(more) ? { additionalProperties: schemaFor(more, side) } : {};
  if (!isMap(properties)) return side === 'request' && more === false ? { additionalProperties: false } : typed;
  const closed = side === 'request' && !composed && !isMap(more) ? { additionalProperties: false } : typed;
  return { properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, schemaFor(value, side)])), ...closed };
}

/** `[string, 'null']` is `string` and nullable; two types that aren't null are one of them. */
function typeFor({ type, nullable }: Data): Data {
  if (type === undefined) return {};
  const types = (Array.isArray(type) ? (type as readonly unknown[]) : [type]).map(String);
  const own = types.filter((each) => each !== 'null');
  const canBeNull = nullable === true || types.includes('null') ? { nullable: true } : {};
  if (own.length === 1) return { type: own[0], ...canBeNull };
  return own.length === 0
    ? { nullable: true }
    : { anyOf: own.map((each) => (each === 'array' ? { type: each, items: {} } : { type: each })), ...canBeNull };
}

function limitFor(schema: Data, name: 'exclusiveMinimum' | 'exclusiveMaximum', limit: 'minimum' | 'maximum'): Data {
  const value = schema[name];
  if (typeof value === 'number') return { [limit]: value, [name]: true };
  return typeof value === 'boolean' ? { [name]: value } : {};
}
