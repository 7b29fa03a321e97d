import type { $SchemaRef, StaticErrorSchema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/** AWS's protocol cases describe shapes as botocore does. This turns them into the SDK's static schemas; it is used by tests alone. */
export interface OutsideShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, OutsideMember>>;
  readonly required?: readonly string[];
  readonly member?: OutsideMember;
  readonly key?: OutsideMember;
  readonly value?: OutsideMember;
  readonly payload?: string;
  readonly timestampFormat?: string;
  readonly flattened?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly exception?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean };
  readonly locationName?: string;
  readonly xmlNamespace?: OutsideNamespace;
}

export interface OutsideMember {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: OutsideNamespace;
  readonly jsonvalue?: boolean;
  readonly idempotencyToken?: boolean;
  readonly timestampFormat?: string;
}

type OutsideNamespace = string | { readonly uri: string; readonly prefix?: string };

export type OutsideShapes = Readonly<Record<string, OutsideShape>>;

type Traits = Record<string, unknown>;

/** Converts shapes by name, each once, so that a shape may contain itself. */
export function shapeConverter(shapes: OutsideShapes, isJson: boolean): (reference: OutsideMember | undefined) => $SchemaRef {
  const made = new Map<string, $SchemaRef>();

  function schemaOf(name: string, own: Traits = {}): $SchemaRef {
    const known = made.get(name);
    if (known !== undefined && Object.keys(own).length === 0) return known;
    const schema = convert(name, shapes[name] ?? { type: 'string' }, own);
    made.set(name, schema);
    return schema;
  }

  function convert(name: string, shape: OutsideShape, own: Traits): $SchemaRef {
    switch (shape.type) {
      case 'structure':
        return shape.document === true ? 15 : structure(name, shape, own);
      case 'list':
        return [1, 'outside', name, listTraits(shape), member(shape.member, shape)];
      case 'map':
        return [2, 'outside', name, listTraits(shape), member(shape.key, shape), member(shape.value, shape)] as unknown as $SchemaRef;
      case 'timestamp':
        return timestamps[shape.timestampFormat ?? ''] ?? 4;
      default:
        return simple[shape.type] ?? 0;
    }
  }

  function structure(name: string, shape: OutsideShape, own: Traits): $SchemaRef {
    const required = shape.required ?? [];
    const names = Object.keys(shape.members ?? {}).toSorted((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
    const members = names.map((memberName) => member(shape.members?.[memberName], shape, memberName));
    const id = shape.exception === true ? -3 : shape.union === true ? 4 : 3;
    const traits = { ...xmlTraits(shape), ...own, ...errorTraits(shape) };
    return [id, 'outside', name, traits, names, members] as unknown as StaticStructureSchema;
  }

  function member(reference: OutsideMember | undefined, within: OutsideShape, memberName?: string): $SchemaRef {
    if (reference === undefined) return 0;
    const target = shapes[reference.shape];
    const traits = memberTraits(reference, target, within, memberName);
    const format = reference.timestampFormat === undefined ? undefined : timestamps[reference.timestampFormat];
    return [format ?? (isAggregate(target) ? () => schemaOf(reference.shape) : schemaOf(reference.shape)), traits] as unknown as $SchemaRef;
  }

  function memberTraits(reference: OutsideMember, target: OutsideShape | undefined, within: OutsideShape, memberName?: string): Traits {
    const name = reference.locationName ?? memberName ?? '';
    const isPayload = memberName !== undefined && within.payload === memberName;
    const isFlat = reference.flattened === true || target?.flattened === true;
    return {
      ...(isPayload ? { httpPayload: 1 } : {}),
      ...(reference.location === undefined ? {} : locationTraits(reference.location, name, target?.type === 'map')),
      // botocore repeats a payload's member name, which says nothing.
      ...(reference.location === undefined && reference.locationName !== undefined && !(isPayload && reference.locationName === memberName)
        ? { [isJson ? 'jsonName' : 'xmlName']: reference.locationName }
        : {}),
      ...(isFlat ? { xmlFlattened: 1 } : {}),
      ...(reference.xmlAttribute === true ? { xmlAttribute: 1 } : {}),
      ...(reference.jsonvalue === true ? { mediaType: 'application/json' } : {}),
      ...namespaceTraits(reference.xmlNamespace ?? target?.xmlNamespace),
    };
  }

  return (reference) => {
    if (reference === undefined) return 'unit';
    const { locationName, xmlNamespace } = reference;
    return schemaOf(reference.shape, {
      ...(locationName === undefined ? {} : { xmlName: locationName }),
      ...namespaceTraits(xmlNamespace),
    });
  };
}

function isAggregate(shape: OutsideShape | undefined): boolean {
  return shape !== undefined && ['structure', 'list', 'map'].includes(shape.type) && shape.document !== true;
}

function listTraits(shape: OutsideShape): Traits {
  return { ...(shape.flattened === true ? { xmlFlattened: 1 } : {}), ...namespaceTraits(shape.xmlNamespace) };
}

function xmlTraits(shape: OutsideShape): Traits {
  return { ...(shape.locationName === undefined ? {} : { xmlName: shape.locationName }), ...namespaceTraits(shape.xmlNamespace) };
}

function namespaceTraits(namespace: OutsideNamespace | undefined): Traits {
  if (namespace === undefined) return {};
  const { uri, prefix } = typeof namespace === 'string' ? { uri: namespace, prefix: undefined } : namespace;
  return { xmlNamespace: [prefix, uri] };
}

function errorTraits(shape: OutsideShape): Traits {
  if (shape.exception !== true) return {};
  const { code, httpStatusCode = 400 } = shape.error ?? {};
  return { error: 'client', httpError: httpStatusCode, ...(code === undefined ? {} : { awsQueryError: [code, httpStatusCode] }) };
}

function locationTraits(location: string, name: string, isMap: boolean): Traits {
  const traits: Readonly<Record<string, Traits>> = {
    uri: { httpLabel: 1 },
    header: { httpHeader: name },
    headers: { httpPrefixHeaders: name },
    querystring: isMap ? { httpQueryParams: 1 } : { httpQuery: name },
    statusCode: { httpResponseCode: 1 },
  };
  return traits[location] ?? {};
}

const timestamps: Readonly<Record<string, 5 | 6 | 7>> = { iso8601: 5, rfc822: 6, unixTimestamp: 7 };
const simple: Readonly<Record<string, 0 | 1 | 2 | 21>> = {
  string: 0,
  character: 0,
  boolean: 2,
  integer: 1,
  long: 1,
  float: 1,
  double: 1,
  blob: 21,
};

export function isErrorSchema(schema: unknown): schema is StaticErrorSchema {
  return Array.isArray(schema) && schema[0] === -3;
}

export function outsideOperation(
  name: string,
  http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number },
  input: $SchemaRef,
  output: $SchemaRef,
): StaticOperationSchema {
  return [9, 'outside', name, { http: [http.method, http.requestUri, http.responseCode ?? 200] }, input, output];
}
