import { PutTargets$ } from '@aws-sdk/client-eventbridge';
import type { PutTargetsRequest, PutTargetsResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { limitExceeded } from '../errors.ts';
import { findBus } from '../find-bus.ts';
import { findRule, ruleKey, ruleRef, ruleWant } from '../find-rule.ts';
import { readTarget } from '../read-target.ts';
import { eventsTables } from '../state.ts';

/** EventBridge's quota. */
const maxTargets = 5;

export const putTargets = defineOperation<PutTargetsRequest, PutTargetsResponse>({
  schema: PutTargets$,
  accepts: ['Rule', 'EventBusName', 'Targets'],
  authorise(input, context) {
    const targets = input.Targets ?? [];
    const keys = { 'events:TargetArn': targets.map(({ Arn = '' }) => Arn) };
    const roles = new Set(targets.flatMap(({ RoleArn }) => (RoleArn === undefined ? [] : [RoleArn])));
    return [
      ruleWant('PutTargets', ruleRef(input.Rule, input.EventBusName, context), context, keys),
      ...Array.from(roles, (resource) => ({
        action: 'iam:PassRole',
        resource,
        conditionKeys: { 'iam:PassedToService': 'events.amazonaws.com' },
      })),
    ];
  },
  handle(input, context) {
    const ref = ruleRef(input.Rule, input.EventBusName, context);
    findBus(ref.bus, context);
    const { rule, partition } = findRule(ref, context);
    const added = (input.Targets ?? []).map(readTarget);
    const ids = new Set(added.map(({ id }) => id));
    const targets = [...rule.targets.filter(({ id }) => !ids.has(id)), ...added];
    if (targets.length > maxTargets) throw limitExceeded('The requested resource exceeds the maximum number allowed.');
    eventsTables(partition).rules.put(ruleKey(ref), { ...rule, targets });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
