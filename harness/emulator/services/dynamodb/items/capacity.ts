import type { Capacity, ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { constraint } from '../errors.ts';
import { indexKeyOf } from '../keys/item-key.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import { equalItems } from '../values/compare-values.ts';
import { itemSize } from '../values/value-size.ts';
import type { Item } from '../values/value.ts';
import { indexView, projectedNames } from './index-view.ts';
import type { ItemChange } from './write-item.ts';

/** Capacity units that an operation took from a table and its indexes. */
export interface Consumed {
  readonly kind: 'read' | 'write';
  readonly table: number;
  readonly indexes: ReadonlyMap<string, number>;
}

/** A unit a kilobyte of the larger of both items; what changes in an index counts there. A transaction takes twice as much. */
export function consumedByWrite(table: TableRow, { before, after }: ItemChange, factor: 1 | 2 = 1): Consumed {
  const indexes = table.indexes.map((index) => [index.name, factor * indexUnits(table, index, before, after)] as const);
  return {
    kind: 'write',
    table: factor * writeUnits(Math.max(sizeOf(before), sizeOf(after))),
    indexes: new Map(indexes.filter(([, units]) => units > 0)),
  };
}

/** A unit four kilobytes, half where an older state will do. Reading an index takes from that one only. */
export function consumedByRead(bytes: number, factor: 0.5 | 1 | 2, index?: string): Consumed {
  const units = factor * Math.max(1, Math.ceil(bytes / 4096));
  return index === undefined
    ? { kind: 'read', table: units, indexes: new Map() }
    : { kind: 'read', table: 0, indexes: new Map([[index, units]]) };
}

export function addConsumed(first: Consumed, second: Consumed): Consumed {
  const indexes = new Map(first.indexes);
  for (const [name, units] of second.indexes) indexes.set(name, (indexes.get(name) ?? 0) + units);
  return { kind: first.kind, table: first.table + second.table, indexes };
}

function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

function sizeOf(item: Item | undefined): number {
  return item === undefined ? 0 : itemSize(item);
}

/** An entry whose key changes is taken out and put in anew. */
function indexUnits(table: TableRow, index: SecondaryIndex, before: Item | undefined, after: Item | undefined): number {
  const names = projectedNames(table, index);
  const entry = (item: Item | undefined): { readonly key: string; readonly view: Item } | undefined => {
    const key = item === undefined ? undefined : indexKeyOf(table, index, item);
    return item === undefined || key === undefined ? undefined : { key, view: indexView(item, names) };
  };
  const [old, current] = [entry(before), entry(after)];
  const units = (each: typeof old): number => (each === undefined ? 0 : writeUnits(itemSize(each.view)));
  if (old === undefined || current === undefined || old.key !== current.key) return units(old) + units(current);
  return equalItems(old.view, current.view) ? 0 : Math.max(units(old), units(current));
}

const modes = ['INDEXES', 'TOTAL', 'NONE'];

/** @throws AwsError where ReturnConsumedCapacity has no such value. */
export function checkCapacityMode(mode: string | undefined): void {
  if (mode !== undefined && !modes.includes(mode))
    throw constraint('returnConsumedCapacity', mode, `Member must satisfy enum value set: [${modes.join(', ')}]`);
}

/** As ReturnConsumedCapacity wants it shown; undefined where it does not. */
export function showConsumed(table: TableRow, consumed: Consumed, mode: string | undefined): ConsumedCapacity | undefined {
  if (mode === undefined || mode === 'NONE') return undefined;
  const total = consumed.table + [...consumed.indexes.values()].reduce((sum, units) => sum + units, 0);
  const shown = { TableName: table.name, CapacityUnits: total };
  if (mode === 'TOTAL') return shown;
  return { ...shown, Table: { CapacityUnits: consumed.table }, ...showIndexes(table, consumed) };
}

function showIndexes(table: TableRow, { indexes }: Consumed): Partial<ConsumedCapacity> {
  const ofKind = (kind: SecondaryIndex['kind']): Record<string, Capacity> =>
    Object.fromEntries(
      table.indexes.flatMap(({ name, kind: own }) => {
        const units = indexes.get(name);
        return own !== kind || units === undefined ? [] : [[name, { CapacityUnits: units }]];
      }),
    );
  const [local, global] = [ofKind('local'), ofKind('global')];
  return {
    ...(Object.keys(local).length === 0 ? {} : { LocalSecondaryIndexes: local }),
    ...(Object.keys(global).length === 0 ? {} : { GlobalSecondaryIndexes: global }),
  };
}
