import { Decrypt$, GenerateDataKey$ } from '@aws-sdk/client-kms';
import type { DecryptResponse, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import type { Partition } from '../../../accounts/state.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { principalName } from '../../../kernel/principal-name.ts';
import { tables } from '../state.ts';
import type { TableRow } from '../state.ts';
import { tableRef } from './table-ref.ts';

/** What KMS is told the key is for, as DynamoDB tells it. */
function contextOf(name: string, account: string): Readonly<Record<string, string>> {
  return { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': account };
}

/** A data key for a table, under its KMS key, in base64. Made as the caller: who may not use the key can't put a table under it. */
export async function newTableKey(keyArn: string, name: string, context: OperationContext): Promise<string> {
  const input = { KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: contextOf(name, context.account) };
  const { CiphertextBlob = new Uint8Array() } = await asked(context.call<GenerateDataKeyResponse>(GenerateDataKey$, input));
  return Buffer.from(CiphertextBlob).toString('base64');
}

/** For so long DynamoDB keeps a caller's table key and does not ask KMS again. */
const keptMs = 5 * 60 * 1000;

const kept = new WeakMap<Partition, Map<string, number>>();

/**
 * Opens the tables of a request that are under a KMS key: the caller must be allowed to decrypt with it.
 * Undefined where there is nothing to ask, which is nearly always.
 */
export function openTables(names: readonly string[], context: OperationContext): Promise<unknown> | undefined {
  const waiting = names.flatMap((name) => openTable(name, context) ?? []);
  return waiting.length === 0 ? undefined : Promise.all(waiting);
}

function openTable(name: string, context: OperationContext): Promise<void> | undefined {
  const ref = tableRef(name, context);
  const table = tables(ref.state).get(ref.name);
  if (table?.encryption === undefined) return undefined;
  const opened = kept.get(ref.state) ?? new Map<string, number>();
  kept.set(ref.state, opened);
  const who = `${principalName(context.principal)} ${table.id} ${table.encryption.keyArn}`;
  const now = context.now().getTime();
  return (opened.get(who) ?? -Infinity) + keptMs > now
    ? undefined
    : open(table, table.encryption, ref.account, context).then(() => void opened.set(who, now));
}

async function open(
  { name }: TableRow,
  { keyArn, dataKey }: NonNullable<TableRow['encryption']>,
  account: string,
  context: OperationContext,
): Promise<void> {
  const input = { KeyId: keyArn, CiphertextBlob: Buffer.from(dataKey, 'base64'), EncryptionContext: contextOf(name, account) };
  await asked(context.call<DecryptResponse>(Decrypt$, input));
}

/** A denial of KMS reaches the client as it is; all else that is wrong with the key is a validation error of DynamoDB. */
async function asked<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (problem) {
    if (!(problem instanceof AwsError) || problem.code === 'AccessDeniedException' || problem.httpStatus >= 500) throw problem;
    throw Object.assign(new AwsError('ValidationException', `KMS key error: ${problem.message}`, 400), { cause: problem });
  }
}
