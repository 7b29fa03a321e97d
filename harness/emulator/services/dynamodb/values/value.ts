/** An attribute's value as DynamoDB's JSON has it: one member, named after the type. Binary is base64 text, numbers are in `canonical` form. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly Value[] }
  | { readonly M: Item };

export type Item = Readonly<Record<string, Value>>;

export const valueTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type ValueType = (typeof valueTypes)[number];

export function typeOf(value: Value): ValueType {
  for (const type in value) return type as ValueType;
  throw new Error('A value has exactly one type.');
}

/** An attribute may be called `constructor`: only the item's own members count. */
export function attribute(item: Item, name: string): Value | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

export function isSet(
  value: Value,
): value is { readonly SS: readonly string[] } | { readonly NS: readonly string[] } | { readonly BS: readonly string[] } {
  return 'SS' in value || 'NS' in value || 'BS' in value;
}

/** The members of a set, whatever it is of. */
export function membersOf(value: Value): readonly string[] {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : [];
}
