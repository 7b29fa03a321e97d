import { parsePolicy } from '../../accounts/policy-document.ts';
import type { PolicyStatement } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import type { FoundQueue } from './find-queue.ts';
import { sqsTables } from './state.ts';

export function policyOf({ queue }: FoundQueue): readonly PolicyStatement[] {
  const policy = queue.attributes['Policy'];
  return policy === undefined ? [] : parsePolicy(policy).Statement;
}

/** Writes a queue's policy anew; without statements it has none. */
export function putStatements(
  { queue, partition, arn }: FoundQueue,
  Statement: readonly PolicyStatement[],
  context: OperationContext,
): void {
  const { Policy: _before, ...others } = queue.attributes;
  const policy = JSON.stringify({ Version: '2012-10-17', Id: `${arn}/SQSDefaultPolicy`, Statement });
  const attributes = Statement.length === 0 ? others : { ...others, Policy: policy };
  sqsTables(partition).queues.put(queue.name, { ...queue, attributes, modifiedAtMs: context.now().getTime() });
}
