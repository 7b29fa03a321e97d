import { parseArn } from '../../../accounts/arn.ts';
import { parsePolicy } from '../../../accounts/policy-document.ts';
import type { Want } from '../../../accounts/policy.ts';
import type { Partition } from '../../../accounts/state.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { constraint, resourceNotFound, validation } from '../errors.ts';
import { tables } from '../state.ts';
import type { TableRow } from '../state.ts';

/** A table by its name or ARN, there or not. */
export interface TableRef {
  readonly name: string;
  readonly account: string;
  readonly arn: string;
  readonly state: Partition;
}

export interface FoundTable extends TableRef {
  readonly table: TableRow;
}

export function tableRef(text: string, context: OperationContext): TableRef {
  const { name, account, region } = nameAndOwner(text, context);
  if (!/^[A-Za-z0-9_.-]*$/.test(name))
    throw constraint('tableName', text, 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  if (name.length < 3 || name.length > 255)
    throw validation('TableName must be at least 3 characters long and at most 255 characters long');
  const state = account === context.account ? context.state : context.partitionOf(account, region);
  return { name, account, arn: tableArn(region, account, name), state };
}

type Owner = Pick<OperationContext, 'account' | 'region'>;

function nameAndOwner(text: string, { account, region }: Owner): Owner & { readonly name: string } {
  if (!text.startsWith('arn:')) return { name: text, account, region };
  const arn = parseArn(text);
  const name = /^table\/([^/]+)$/.exec(arn?.resource ?? '')?.[1];
  if (arn === undefined || name === undefined || arn.service !== 'dynamodb' || arn.region !== region)
    throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${text}`);
  return { name, account: arn.account, region };
}

export function tableArn(region: string, account: string, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

/** The table of an operation on items. @throws AwsError ResourceNotFoundException. */
export function findTable(text: string, context: OperationContext): FoundTable {
  const ref = tableRef(text, context);
  const table = tables(ref.state).get(ref.name);
  if (table === undefined) throw resourceNotFound();
  return { ...ref, table };
}

type Keys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One action on a table, or on one of its indexes. */
export function wantOnTable(ref: TableRef, action: string, keys: Keys = {}, index?: string): Want {
  const { tags = [], policy } = tables(ref.state).get(ref.name) ?? {};
  const all = [...tags.map(({ Key, Value }) => [`aws:ResourceTag/${Key}`, Value] as const), ...Object.entries(keys)];
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? ref.arn : `${ref.arn}/index/${index}`,
    resourceAccount: ref.account,
    // A table's policy speaks for its indexes too.
    ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy.text) }),
    conditionKeys: Object.fromEntries(all.filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined)),
  };
}

/** The authorise of an operation that needs one action on the table it names. */
export function tableAction(
  action: string,
): (input: { readonly TableName: string | undefined }, context: OperationContext) => readonly Want[] {
  return (input, context) => [wantOnTable(tableRef(input.TableName ?? '', context), action)];
}
