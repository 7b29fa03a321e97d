import { ListRules$ } from '@aws-sdk/client-eventbridge';
import type { ListRulesRequest, ListRulesResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busRef, findBus } from '../find-bus.ts';
import { pageOf } from '../page.ts';
import { shownRule } from '../shown-rule.ts';
import { eventsTables } from '../state.ts';

export const listRules = defineOperation<ListRulesRequest, ListRulesResponse>({
  schema: ListRules$,
  accepts: ['NamePrefix', 'EventBusName', 'NextToken', 'Limit'],
  authorise: () => [{ action: 'events:ListRules', resource: '*' }],
  handle(input, context) {
    const { bus, partition } = findBus(busRef(input.EventBusName, context), context);
    const rules = [...eventsTables(partition).rules.scan({ prefix: `${bus.name}/${input.NamePrefix ?? ''}` })];
    const { items, ...next } = pageOf(
      rules.filter(([, rule]) => rule.bus === bus.name),
      input,
    );
    return { ...next, Rules: items.map(([, rule]) => shownRule(partition, rule)) };
  },
});
