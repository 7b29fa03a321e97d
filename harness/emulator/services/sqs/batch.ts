import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import { AwsError } from '../../kernel/aws-error.ts';
import { emptyBatch, idsNotDistinct, invalidBatchEntryId, tooManyEntries } from './errors.ts';

interface Entry {
  readonly Id: string | undefined;
}

export interface BatchResult<Done> {
  readonly Successful: (Done & { Id: string })[];
  readonly Failed: BatchResultErrorEntry[];
}

/** @throws what AWS refuses a whole batch for. */
export function checkBatch<One extends Entry>(kind: string, entries: readonly One[] = []): readonly One[] {
  if (entries.length === 0) throw emptyBatch(kind);
  if (entries.length > 10) throw tooManyEntries(entries.length);
  const ids = new Set<string>();
  for (const { Id: id = '' } of entries) {
    if (!/^[\w-]{1,80}$/.test(id)) throw invalidBatchEntryId();
    if (ids.has(id)) throw idsNotDistinct(id);
    ids.add(id);
  }
  return entries;
}

/** Each entry by itself: one that is refused is listed among the failed, the others go through. */
export function eachOfBatch<One extends Entry, Done extends object>(entries: readonly One[], act: (entry: One) => Done): BatchResult<Done> {
  const result: BatchResult<Done> = { Successful: [], Failed: [] };
  for (const entry of entries) {
    const { Id = '' } = entry;
    try {
      result.Successful.push({ ...act(entry), Id });
    } catch (problem) {
      if (!(problem instanceof AwsError)) throw problem;
      result.Failed.push({ Id, SenderFault: true, Code: queryCode(problem), Message: problem.message });
    }
  }
  return result;
}

function queryCode({ code, headers }: AwsError): string {
  return headers['x-amzn-query-error']?.split(';')[0] ?? code;
}
