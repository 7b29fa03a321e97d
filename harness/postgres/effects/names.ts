import type { Node, RangeVar } from 'libpg-query';

/** `payments`, or `ledger.payments` where a schema other than public is named. */
export function tableName(relation: RangeVar | undefined): string {
  return qualified([relation?.schemaname, relation?.relname]);
}

/** The name in a list of String nodes. */
export function nameIn(nodes: readonly Node[] | undefined): string {
  return qualified(stringsIn(nodes));
}

export function stringsIn(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

function qualified(parts: readonly (string | undefined)[]): string {
  const named = parts.filter((part): part is string => part !== undefined && part !== '');
  return (named[0] === 'public' && named.length > 1 ? named.slice(1) : named).join('.');
}

/** Every column that an expression names, and every function that it calls. */
export function namedIn(tree: unknown): { readonly columns: readonly string[]; readonly functions: readonly string[] } {
  const columns: string[] = [];
  const functions: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        const node = child as { readonly fields?: readonly Node[]; readonly funcname?: readonly Node[] };
        if (key === 'ColumnRef') columns.push(stringsIn(node.fields).at(-1) ?? '*');
        if (key === 'FuncCall') functions.push(stringsIn(node.funcname).at(-1) ?? '');
        visit(child);
      }
    }
  };
  visit(tree);
  return { columns, functions };
}
