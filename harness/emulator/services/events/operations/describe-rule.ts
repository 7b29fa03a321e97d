import { DescribeRule$ } from '@aws-sdk/client-eventbridge';
import type { DescribeRuleRequest, DescribeRuleResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBus } from '../find-bus.ts';
import { findRule, ruleRef, ruleWant } from '../find-rule.ts';
import { shownRule } from '../shown-rule.ts';

export const describeRule = defineOperation<DescribeRuleRequest, DescribeRuleResponse>({
  schema: DescribeRule$,
  accepts: ['Name', 'EventBusName'],
  authorise: (input, context) => [ruleWant('DescribeRule', ruleRef(input.Name, input.EventBusName, context), context)],
  handle(input, context) {
    const ref = ruleRef(input.Name, input.EventBusName, context);
    findBus(ref.bus, context);
    const { rule, partition } = findRule(ref, context);
    return { ...shownRule(partition, rule), CreatedBy: rule.createdBy };
  },
});
