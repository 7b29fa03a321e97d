import { ListTargetsByRule$ } from '@aws-sdk/client-eventbridge';
import type { ListTargetsByRuleRequest, ListTargetsByRuleResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBus } from '../find-bus.ts';
import { findRule, ruleRef, ruleWant } from '../find-rule.ts';
import { pageOf } from '../page.ts';
import { shownTarget } from '../shown-target.ts';

export const listTargetsByRule = defineOperation<ListTargetsByRuleRequest, ListTargetsByRuleResponse>({
  schema: ListTargetsByRule$,
  accepts: ['Rule', 'EventBusName', 'NextToken', 'Limit'],
  authorise: (input, context) => [ruleWant('ListTargetsByRule', ruleRef(input.Rule, input.EventBusName, context), context)],
  handle(input, context) {
    const ref = ruleRef(input.Rule, input.EventBusName, context);
    findBus(ref.bus, context);
    const { items, ...next } = pageOf(findRule(ref, context).rule.targets, input);
    return { ...next, Targets: items.map(shownTarget) };
  },
});
