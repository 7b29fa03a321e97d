import { asList, asMap, isMap, type Data } from '../data.ts';
import type { Path } from '../read-yaml.ts';

/** Who writes what the schema describes: `sent` by the project (answers, events), or `received` by it (requests). */
export type Direction = 'sent' | 'received';

export interface SchemaChange {
  /** `unknown`: a difference in keywords that this comparison can't judge. */
  readonly effect: 'breaking' | 'feature' | 'unknown';
  /** `property "reference" is gone` */
  readonly what: string;
  /** In the later document where the thing is there, else in the former. */
  readonly at: Path;
  readonly in: 'before' | 'after';
  /** Of what is unknown. */
  readonly keyword?: string;
}

/** A schema within its document, so that references can be followed. */
export interface PlacedSchema {
  readonly root: unknown;
  readonly schema: unknown;
  readonly at: Path;
}

/** Keywords that constrain and that are only compared as they stand. */
const opaque = (
  'oneOf anyOf not if then else prefixItems patternProperties propertyNames contains dependentRequired dependentSchemas ' +
  'unevaluatedProperties unevaluatedItems multipleOf pattern format discriminator'
).split(' ');

/**
 * What a user of the former schema notices of the later one. Who reads what the project sends must go on finding what was there: a property
 * that is gone or no longer sure to be there, another type, an enum value that is never sent again break it; more is a feature. Who sends to the
 * project must go on being understood: less is taken, or more is wanted, breaks it.
 */
export function schemaChanges(before: PlacedSchema, after: PlacedSchema, direction: Direction, within = ''): readonly SchemaChange[] {
  return compare(before, after, { direction, name: within, followed: new Set() });
}

interface Comparing {
  readonly direction: Direction;
  /** `payer.account`, '' at the top. */
  readonly name: string;
  readonly followed: ReadonlySet<string>;
}

function compare(from: PlacedSchema, to: PlacedSchema, comparing: Comparing): readonly SchemaChange[] {
  const before = resolved(from);
  const after = resolved(to);
  // A schema that holds itself has been compared on the way here.
  const pair = `${before.at.join('/')}\0${after.at.join('/')}`;
  if (comparing.followed.has(pair)) return [];
  const inside = { ...comparing, followed: new Set([...comparing.followed, pair]) };
  const was = merged(before);
  const is = merged(after);
  return [
    ...typeChanges(was, is, after.at, inside),
    ...enumChanges(was, is, after.at, inside),
    ...propertyChanges(before, after, inside),
    ...itemChanges(before, after, inside),
    ...opaqueChanges(was, is, after.at, inside),
  ];
}

function typeChanges(was: Data, is: Data, at: Path, { direction, name }: Comparing): readonly SchemaChange[] {
  const before = typesOf(was);
  const after = typesOf(is);
  // Nothing said is everything allowed.
  const lost = before === null ? after !== null : after !== null && before.some((type) => !covers(after, type));
  const gained = after === null ? before !== null : before !== null && after.some((type) => !covers(before, type));
  const breaks = direction === 'sent' ? gained : lost;
  if (!breaks) return [];
  return [{ effect: 'breaking', what: `${subject(name)} is ${inWords(after)} where it was ${inWords(before)}`, at, in: 'after' }];
}

function enumChanges(was: Data, is: Data, at: Path, { direction, name }: Comparing): readonly SchemaChange[] {
  const before = valuesOf(was);
  const after = valuesOf(is);
  if (before === null && after === null) return [];
  if (before === null)
    return direction === 'sent' ? [] : [{ effect: 'breaking', what: `${subject(name)} takes only listed values now`, at, in: 'after' }];
  if (after === null)
    return direction === 'received' ? [] : [{ effect: 'breaking', what: `${subject(name)} may be any value now`, at, in: 'after' }];
  const gone = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  return [
    ...gone.map((value): SchemaChange => ({ effect: 'breaking', what: `${subject(name)} loses the value ${value}`, at, in: 'after' })),
    ...added.map((value): SchemaChange => ({ effect: 'feature', what: `${subject(name)} gains the value ${value}`, at, in: 'after' })),
  ];
}

function propertyChanges(before: PlacedSchema, after: PlacedSchema, comparing: Comparing): readonly SchemaChange[] {
  const was = merged(before);
  const is = merged(after);
  const former = asMap(was['properties']);
  const later = asMap(is['properties']);
  const wasRequired = new Set(asList(was['required']).map(String));
  const isRequired = new Set(asList(is['required']).map(String));
  const gone = Object.keys(former).filter((property) => !(property in later));
  return [
    ...gone.map((property): SchemaChange => {
      return {
        effect: 'breaking',
        what: `property ${quoted(comparing.name, property)} is gone`,
        at: [...before.at, 'properties', property],
        in: 'before',
      };
    }),
    ...Object.keys(later).flatMap((property): readonly SchemaChange[] => {
      const at = [...after.at, 'properties', property];
      const named = `property ${quoted(comparing.name, property)}`;
      const must = isRequired.has(property);
      if (!(property in former)) {
        const breaks = must && comparing.direction === 'received';
        return [
          { effect: breaks ? 'breaking' : 'feature', what: breaks ? `${named} is new and required` : `${named} is new`, at, in: 'after' },
        ];
      }
      const optional: SchemaChange = { effect: 'breaking', what: `${named} is optional where it was required`, at, in: 'after' };
      const required: SchemaChange = { effect: 'breaking', what: `${named} is required where it was optional`, at, in: 'after' };
      return [
        ...(comparing.direction === 'sent' && wasRequired.has(property) && !must ? [optional] : []),
        ...(comparing.direction === 'received' && !wasRequired.has(property) && must ? [required] : []),
        ...compare(child(before, former, property), child(after, later, property), {
          ...comparing,
          name: joined(comparing.name, property),
        }),
      ];
    }),
  ];
}

function itemChanges(before: PlacedSchema, after: PlacedSchema, comparing: Comparing): readonly SchemaChange[] {
  const was = merged(before)['items'];
  const is = merged(after)['items'];
  if (was === undefined || is === undefined) return [];
  const place = (of: PlacedSchema, schema: unknown): PlacedSchema => ({ ...of, schema, at: [...of.at, 'items'] });
  return compare(place(before, was), place(after, is), { ...comparing, name: `${comparing.name}[]` });
}

function opaqueChanges(was: Data, is: Data, at: Path, { direction, name }: Comparing): readonly SchemaChange[] {
  return (
    opaque
      .filter((keyword) => JSON.stringify(was[keyword]) !== JSON.stringify(is[keyword]))
      // A constraint more narrows what is sent, one less widens what is received: neither breaks anybody.
      .filter((keyword) => (direction === 'sent' ? keyword in was : keyword in is))
      .map((keyword) => ({ effect: 'unknown', what: `"${keyword}" of ${subject(name)} differs`, at, in: 'after', keyword }))
  );
}

function child(of: PlacedSchema, properties: Data, property: string): PlacedSchema {
  return { root: of.root, schema: properties[property], at: [...of.at, 'properties', property] };
}

function resolved(placed: PlacedSchema): PlacedSchema {
  let here = placed;
  for (let hops = 0; hops < 50; hops += 1) {
    const reference = asMap(here.schema)['$ref'];
    if (typeof reference !== 'string' || !/^#($|\/)/.test(reference)) return here;
    const at = reference
      .slice(2)
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
    here = { root: here.root, schema: at.reduce<unknown>((inside, key) => asMap(inside)[key], here.root), at };
  }
  return { ...here, schema: {} };
}

/** allOf's parts taken together. */
function merged({ root, schema }: PlacedSchema): Data {
  const own = asMap(schema);
  const parts = asList(own['allOf']).map((part) => merged(resolved({ root, schema: part, at: [] })));
  if (parts.length === 0) return own;
  const all = [...parts, own];
  const properties = Object.assign({}, ...all.map((part) => asMap(part['properties']))) as Data;
  const required = all.flatMap((part) => asList(part['required']));
  return { ...(Object.assign({}, ...all) as Data), properties, required, allOf: undefined };
}

/** Null where any type is allowed. */
function typesOf(schema: Data): readonly string[] | null {
  const stated = asList(schema['type']).map(String);
  if (stated.length === 0) return isMap(schema['properties']) ? ['object'] : null;
  return schema['nullable'] === true ? [...stated, 'null'] : stated;
}

function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function valuesOf(schema: Data): readonly string[] | null {
  if ('const' in schema) return [JSON.stringify(schema['const'])];
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]).map((value) => JSON.stringify(value)) : null;
}

function inWords(types: readonly string[] | null): string {
  return types === null ? 'anything' : types.join(' or ');
}

function subject(name: string): string {
  return name === '' ? 'it' : `property "${name}"`;
}

function quoted(name: string, property: string): string {
  return `"${joined(name, property)}"`;
}

function joined(name: string, property: string): string {
  return name === '' ? property : `${name}.${property}`;
}
