import { RemoveTargets$ } from '@aws-sdk/client-eventbridge';
import type { RemoveTargetsRequest, RemoveTargetsResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBus } from '../find-bus.ts';
import { findRule, ruleKey, ruleRef, ruleWant } from '../find-rule.ts';
import { eventsTables } from '../state.ts';

export const removeTargets = defineOperation<RemoveTargetsRequest, RemoveTargetsResponse>({
  schema: RemoveTargets$,
  // Force is for rules that AWS's own services manage: there are none.
  accepts: ['Rule', 'EventBusName', 'Ids', 'Force'],
  authorise: (input, context) => [ruleWant('RemoveTargets', ruleRef(input.Rule, input.EventBusName, context), context)],
  handle(input, context) {
    const ref = ruleRef(input.Rule, input.EventBusName, context);
    findBus(ref.bus, context);
    const { rule, partition } = findRule(ref, context);
    const gone = new Set(input.Ids);
    eventsTables(partition).rules.put(ruleKey(ref), { ...rule, targets: rule.targets.filter(({ id }) => !gone.has(id)) });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
