import { parseArn } from '../../accounts/arn.ts';
import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { resourceNotFound, validation } from './errors.ts';
import { busWant, findBus, lookUpBus } from './find-bus.ts';
import type { BusRef } from './find-bus.ts';
import { findRule, ruleKey, ruleWant } from './find-rule.ts';
import type { RuleRef } from './find-rule.ts';
import { eventsTables } from './state.ts';

type Tagged = { readonly kind: 'bus'; readonly ref: BusRef } | { readonly kind: 'rule'; readonly ref: RuleRef };

function taggedOf(arn = ''): Tagged {
  const parsed = parseArn(arn);
  const [, kind, path = ''] = /^(event-bus|rule)\/(.+)$/.exec(parsed?.resource ?? '') ?? [];
  if (parsed?.service !== 'events' || kind === undefined) throw validation(`Provided Arn ${arn} is not in correct format.`);
  const { account, region } = parsed;
  if (kind === 'event-bus') return { kind: 'bus', ref: { account, region, name: path } };
  const at = path.lastIndexOf('/');
  const bus = at < 0 ? 'default' : path.slice(0, at);
  return { kind: 'rule', ref: { bus: { account, region, name: bus }, name: path.slice(at + 1) } };
}

export function tagWant(action: string, arn: string | undefined, context: OperationContext, keys?: Want['conditionKeys']): Want {
  const tagged = taggedOf(arn);
  return tagged.kind === 'bus' ? busWant(action, tagged.ref, context, keys) : ruleWant(action, tagged.ref, context, keys);
}

/** The tags of a bus or a rule, and what writes them anew. @throws ResourceNotFoundException */
export function tagsOf(
  arn: string | undefined,
  context: OperationContext,
): { readonly tags: Readonly<Record<string, string>>; readonly write: (tags: Readonly<Record<string, string>>) => void } {
  const tagged = taggedOf(arn);
  if (tagged.kind === 'rule') {
    const { rule, partition } = findRule(tagged.ref, context);
    return { tags: rule.tags, write: (tags) => eventsTables(partition).rules.put(ruleKey(tagged.ref), { ...rule, tags }) };
  }
  if (lookUpBus(tagged.ref, context) === undefined) throw resourceNotFound(`EventBus ${tagged.ref.name} does not exist.`);
  const { bus, partition } = findBus(tagged.ref, context);
  return { tags: bus.tags, write: (tags) => eventsTables(partition).buses.put(bus.name, { ...bus, tags }) };
}
