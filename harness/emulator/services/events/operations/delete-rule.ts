import { DeleteRule$ } from '@aws-sdk/client-eventbridge';
import type { DeleteRuleRequest } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { lookUpRule, ruleKey, ruleRef, ruleWant } from '../find-rule.ts';
import { eventsTables } from '../state.ts';

/** A rule that is not there is deleted already, as AWS sees it. */
export const deleteRule = defineOperation<DeleteRuleRequest, object>({
  schema: DeleteRule$,
  // Force is for rules that AWS's own services manage: there are none.
  accepts: ['Name', 'EventBusName', 'Force'],
  authorise: (input, context) => [ruleWant('DeleteRule', ruleRef(input.Name, input.EventBusName, context), context)],
  handle(input, context) {
    const ref = ruleRef(input.Name, input.EventBusName, context);
    const found = lookUpRule(ref, context);
    if (found === undefined) return {};
    if (found.rule.targets.length > 0) throw validation("Rule can't be deleted since it has targets.");
    eventsTables(found.partition).rules.delete(ruleKey(ref));
    return {};
  },
});
