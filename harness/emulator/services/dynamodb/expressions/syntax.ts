import type { Value } from '../values/value.ts';

/** Where in an item: names of attributes and positions in lists. `['a', 0, 'b']` is `a[0].b`. */
export type DocumentPath = readonly [string, ...(readonly (string | number)[])];

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'size'; readonly of: Operand };

export type Condition =
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'and'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'exists'; readonly path: DocumentPath; readonly wanted: boolean }
  | { readonly kind: 'attribute_type'; readonly operand: Operand; readonly type: Operand }
  | { readonly kind: 'begins_with'; readonly operand: Operand; readonly prefix: Operand }
  | { readonly kind: 'contains'; readonly operand: Operand; readonly wanted: Operand };

/** What SET may assign. */
export type Assigned =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'if_not_exists'; readonly path: DocumentPath; readonly otherwise: Assigned }
  | { readonly kind: 'list_append'; readonly first: Assigned; readonly second: Assigned }
  | { readonly kind: 'arithmetic'; readonly operator: '+' | '-'; readonly left: Assigned; readonly right: Assigned };

export type UpdateAction =
  | { readonly kind: 'set'; readonly path: DocumentPath; readonly to: Assigned }
  | { readonly kind: 'remove'; readonly path: DocumentPath }
  | { readonly kind: 'add'; readonly path: DocumentPath; readonly value: Value }
  | { readonly kind: 'delete'; readonly path: DocumentPath; readonly value: Value };

export type Update = readonly UpdateAction[];

/** As AWS writes a path in its messages: `[a, [0], b]`. */
export function showPath(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}
