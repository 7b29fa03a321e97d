import { constraint, invalidParameter, validation } from '../errors.ts';
import { project } from '../expressions/project.ts';
import type { RequestExpressions } from '../expressions/request-expressions.ts';
import { pathHeadsOf } from '../expressions/path-heads.ts';
import type { SecondaryIndex, TableRow } from '../state.ts';
import type { FoundTable } from '../tables/table-ref.ts';
import type { Item } from '../values/value.ts';
import { indexView, projectedNames } from './index-view.ts';

export interface SelectionRequest {
  readonly IndexName?: string | undefined;
  readonly Select?: string | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/** What a query or scan reads and what of it is shown. */
export interface Selection {
  readonly index: SecondaryIndex | undefined;
  /** What of an item is read: an index may hold less of it. */
  readonly view: (item: Item) => Item;
  /** What of that is answered; undefined where only the number is. */
  readonly shown: ((item: Item) => Item) | undefined;
}

export function readSelection(request: SelectionRequest, expressions: RequestExpressions, { table }: FoundTable): Selection {
  const index = findIndex(table, request);
  const { projection, filter } = expressions;
  const shown =
    request.Select === 'COUNT' ? undefined : (item: Item): Item => (projection === undefined ? item : project(item, projection));
  const names = index === undefined ? undefined : projectedNames(table, index);
  if (index === undefined || names === undefined) return { index, view: whole, shown };
  const wanted = [...(projection ?? []).map(([name]) => name), ...(filter === undefined ? [] : pathHeadsOf(filter))];
  const missing = wanted.filter((name) => !names.has(name));
  if (request.Select !== 'ALL_ATTRIBUTES' && missing.length === 0) return { index, view: (item) => indexView(item, names), shown };
  // What a local index does not hold is fetched from the table.
  if (index.kind === 'local') return { index, view: whole, shown };
  throw invalidParameter(
    missing.length === 0
      ? `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`
      : `Global secondary index ${index.name} does not project [${missing.join(', ')}]`,
  );
}

const whole = (item: Item): Item => item;

function findIndex(table: TableRow, { IndexName: name, ConsistentRead: consistent }: SelectionRequest): SecondaryIndex | undefined {
  if (name === undefined) return undefined;
  const index = table.indexes.find((each) => each.name === name);
  if (index === undefined) throw validation(`The table does not have the specified index: ${name}`);
  if (index.kind === 'global' && consistent === true) throw validation('Consistent reads are not supported on global secondary indexes');
  return index;
}

const selects = ['SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'];

/** Checks Select against what else is asked. */
export function checkSelect({ Select: select, IndexName: index, ProjectionExpression: projection }: SelectionRequest): void {
  if (select === undefined) return;
  if (!selects.includes(select)) throw constraint('select', select, `Member must satisfy enum value set: [${selects.join(', ')}]`);
  if (select === 'SPECIFIC_ATTRIBUTES') {
    if (projection === undefined)
      throw validation('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  } else if (projection !== undefined) {
    throw validation(`Cannot specify the ProjectionExpression when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`);
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && index === undefined)
    throw validation('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
}

export function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && limit < 1) throw constraint('limit', limit, 'Member must have value greater than or equal to 1');
}

/** `dynamodb:Select` of a request that does not say it. */
export function selectOf({ Select: select, IndexName: index, ProjectionExpression: projection }: SelectionRequest): string {
  if (select !== undefined) return select;
  if (projection !== undefined) return 'SPECIFIC_ATTRIBUTES';
  return index === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
}
