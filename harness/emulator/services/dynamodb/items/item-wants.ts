import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Want } from '../../../accounts/policy.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import type { ExpressionRequest } from '../expressions/request-expressions.ts';
import { isReserved } from '../expressions/reserved-words.ts';
import { tokenise } from '../expressions/tokens.ts';
import { tables } from '../state.ts';
import { tableRef, wantOnTable } from '../tables/table-ref.ts';
import type { TableRef } from '../tables/table-ref.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

export interface ItemRequest extends ExpressionRequest {
  readonly TableName: string | undefined;
  readonly Key?: Attributes | undefined;
  readonly Item?: Attributes | undefined;
  readonly ReturnValues?: string | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
}

type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One action on an item, with the condition keys of fine-grained access control. */
export function wantOnItem(input: ItemRequest, context: OperationContext, action: string, keys: ConditionKeys = {}): Want {
  const ref = tableRef(input.TableName ?? '', context);
  const item = input.Key ?? input.Item ?? {};
  return wantOnTable(ref, action, {
    'dynamodb:LeadingKeys': leadingKeys(ref, [item]),
    'dynamodb:Attributes': attributeNames(input, [item]),
    'dynamodb:ReturnValues': input.ReturnValues,
    'dynamodb:ReturnConsumedCapacity': input.ReturnConsumedCapacity,
    ...keys,
  });
}

/** The partition keys of the items; undefined where there is no such table. */
export function leadingKeys(ref: TableRef, items: readonly Attributes[]): readonly string[] | undefined {
  const hash = tables(ref.state).get(ref.name)?.keys.hash.name;
  return hash === undefined ? undefined : items.flatMap((item) => keyText(item[hash]));
}

export function keyText(value: AttributeValue | undefined): readonly string[] {
  if (value === undefined) return [];
  const text = value.S ?? value.N ?? (value.B === undefined ? undefined : Buffer.from(value.B).toString('base64'));
  return text === undefined ? [] : [text];
}

const expressions = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

/** The attributes that a request names: those of its items, and the beginnings of the paths in its expressions. */
export function attributeNames(request: ExpressionRequest, items: readonly Attributes[]): readonly string[] | undefined {
  const names = items.flatMap((item) => Object.keys(item)).concat(expressions.flatMap((name) => pathHeads(request[name] ?? '', request)));
  return names.length === 0 ? undefined : [...new Set(names)];
}

function pathHeads(expression: string, { ExpressionAttributeNames: names = {} }: ExpressionRequest): readonly string[] {
  const tokens = tokenise(expression);
  return tokens.flatMap(({ kind, text }, index) => {
    const [before, after] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
    if (before === '.' || (kind !== 'word' && kind !== 'name')) return [];
    if (kind === 'name') return [names[text] ?? text];
    // What is reserved is a keyword: it can't be an attribute's name here. What parentheses follow is a function, but for IN.
    return isReserved(text) || after === '(' ? [] : [text];
  });
}
