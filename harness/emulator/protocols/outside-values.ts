import type { OutsideMember, OutsideShapes } from './outside-shapes.ts';

/** Values of the protocol cases (timestamps as seconds, blobs as text) as the SDK has them; used by tests alone. */
export function toSdkValue(shapes: OutsideShapes, reference: OutsideMember | undefined, value: unknown): unknown {
  const shape = reference === undefined ? undefined : shapes[reference.shape];
  if (shape === undefined || value === null || value === undefined) return value ?? undefined;
  if (reference?.jsonvalue === true) return typeof value === 'string' ? value : JSON.stringify(value);
  switch (shape.type) {
    case 'structure':
      return shape.document === true ? value : mapObject(value, (name, item) => toSdkValue(shapes, shape.members?.[name], item));
    case 'map':
      return mapObject(value, (_name, item) => toSdkValue(shapes, shape.value, item));
    case 'list':
      return (value as readonly unknown[]).map((item) => toSdkValue(shapes, shape.member, item));
    case 'timestamp':
      return new Date(Number(value) * 1000);
    case 'blob':
      return Buffer.from(value as string);
    case 'float':
    case 'double':
      return Number(value);
    default:
      return value;
  }
}

function mapObject(value: unknown, change: (name: string, item: unknown) => unknown): Record<string, unknown> {
  const entries = Object.entries(value as Record<string, unknown>).map(([name, item]) => [name, change(name, item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Without what says nothing: absent members, and the classes that bytes and JSON texts come in. */
export function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('base64')}`;
  // The SDK's LazyJsonString is a String with a parsed value.
  if (typeof value === 'object' && value !== null && 'deserializeJSON' in value) return JSON.parse(JSON.stringify(value)) as unknown;
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === 'object' && value !== null) return mapObject(value, (_name, item) => comparable(item));
  return value;
}
