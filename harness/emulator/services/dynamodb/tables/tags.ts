import type { Tag } from '@aws-sdk/client-dynamodb';
import type { Want } from '../../../accounts/policy.ts';
import { parseArn } from '../../../accounts/arn.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { resourceOfArnNotFound, validation } from '../errors.ts';
import { tables } from '../state.ts';
import type { TableTag } from '../state.ts';
import { tableRef, wantOnTable } from './table-ref.ts';
import type { FoundTable } from './table-ref.ts';

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function readTags(tags: readonly Tag[]): readonly TableTag[] {
  const read = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (new Set(read.map(({ Key }) => Key)).size < read.length) throw validation('Duplicate tag keys are not allowed');
  if (read.some(({ Key }) => Key === '' || Key.length > 128 || /^aws:/i.test(Key))) throw validation('One or more tag keys are not valid');
  if (read.some(({ Value }) => Value.length > 256)) throw validation('One or more tag values are longer than 256 characters');
  if (read.some(({ Key, Value }) => !allowed.test(Key + Value)))
    throw validation('Tags can have letters, numbers, spaces and the characters + - = . _ : / @');
  if (read.length > 50) throw validation('Too many tags: a table can have at most 50');
  return read;
}

/** Condition keys of a request that sets tags. */
export function requestTagKeys(tags: readonly Tag[] | undefined): Readonly<Record<string, string | readonly string[]>> {
  if (tags === undefined || tags.length === 0) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': tags.map(({ Key = '' }) => Key),
  };
}

/** The table of the ResourceArn of the tagging operations. */
export function taggedTable(arn: string, context: OperationContext): FoundTable {
  const ref = tableRef(checkedArn(arn), context);
  const table = tables(ref.state).get(ref.name);
  if (table === undefined) throw resourceOfArnNotFound(arn);
  return { ...ref, table };
}

export function wantOnTagged(
  arn: string,
  context: OperationContext,
  action: string,
  keys: Readonly<Record<string, string | readonly string[]>> = {},
): readonly Want[] {
  return [wantOnTable(tableRef(checkedArn(arn), context), action, keys)];
}

function checkedArn(arn: string): string {
  if (!arn.startsWith('arn:')) throw validation(`Invalid TableArn: ARNs must start with 'arn:': ${arn}`);
  if (parseArn(arn) === undefined) throw validation(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  return arn;
}
