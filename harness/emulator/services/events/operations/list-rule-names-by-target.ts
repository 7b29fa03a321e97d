import { ListRuleNamesByTarget$ } from '@aws-sdk/client-eventbridge';
import type { ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busRef, findBus } from '../find-bus.ts';
import { pageOf } from '../page.ts';
import { eventsTables } from '../state.ts';

export const listRuleNamesByTarget = defineOperation<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse>({
  schema: ListRuleNamesByTarget$,
  accepts: ['TargetArn', 'EventBusName', 'NextToken', 'Limit'],
  authorise: () => [{ action: 'events:ListRuleNamesByTarget', resource: '*' }],
  handle(input, context) {
    const { bus, partition } = findBus(busRef(input.EventBusName, context), context);
    const rules = [...eventsTables(partition).rules.scan({ prefix: `${bus.name}/` })]
      .map(([, rule]) => rule)
      .filter((rule) => rule.bus === bus.name && rule.targets.some(({ arn }) => arn === input.TargetArn));
    const { items, ...next } = pageOf(rules, input);
    return { ...next, RuleNames: items.map(({ name }) => name) };
  },
});
