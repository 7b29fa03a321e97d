import { parseArn } from '../../accounts/arn.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { lookUp } from './find-queue.ts';
import { checkRedriveTarget, readRedrivePolicy } from './redrive-policy.ts';

/** Looks at the dead-letter queue of a redrive policy, where there is one: same account, same region, same type, and it must allow it. */
export function checkTarget(
  redrivePolicy: string | undefined,
  source: { readonly arn: string; readonly isFifo: boolean },
  context: OperationContext,
): void {
  if (redrivePolicy === undefined) return;
  const { account, region, resource: name } = parseArn(readRedrivePolicy(redrivePolicy).deadLetterTargetArn) ?? {};
  const own = account === parseArn(source.arn)?.account && region === context.region;
  const target = own && account !== undefined && name !== undefined ? lookUp({ account, name }, context) : undefined;
  checkRedriveTarget(redrivePolicy, source, target);
}
