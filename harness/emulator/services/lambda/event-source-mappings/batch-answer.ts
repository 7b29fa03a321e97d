/**
 * The messages of a batch that a function has not dealt with, by its answer under ReportBatchItemFailures: none, those it names, or, where
 * the answer is not understood, all.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedItems(answer: string, messageIds: readonly string[]): ReadonlySet<string> {
  const all = new Set(messageIds);
  const parsed = parse(answer);
  if (parsed === null || parsed === '') return new Set();
  if (typeof parsed !== 'object' || Array.isArray(parsed)) return all;
  const { batchItemFailures: failures } = parsed as { readonly batchItemFailures?: unknown };
  if (failures === null || (failures === undefined && Object.keys(parsed).length === 0)) return new Set();
  if (!Array.isArray(failures)) return all;
  const named = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure ? failure.itemIdentifier : undefined,
  );
  const known = named.filter((id): id is string => typeof id === 'string' && all.has(id));
  return known.length === named.length ? new Set(known) : all;
}

function parse(answer: string): unknown {
  try {
    return answer === '' ? '' : (JSON.parse(answer) as unknown);
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
