import { EnableRule$ } from '@aws-sdk/client-eventbridge';
import type { EnableRuleRequest } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { findRule, ruleKey, ruleRef, ruleWant } from '../find-rule.ts';
import { eventsTables } from '../state.ts';

export const enableRule = defineOperation<EnableRuleRequest, object>({
  schema: EnableRule$,
  accepts: ['Name', 'EventBusName'],
  authorise: (input, context) => [ruleWant('EnableRule', ruleRef(input.Name, input.EventBusName, context), context)],
  handle(input, context) {
    const ref = ruleRef(input.Name, input.EventBusName, context);
    const { rule, partition } = findRule(ref, context);
    eventsTables(partition).rules.put(ruleKey(ref), { ...rule, enabled: true });
    return {};
  },
});
