import { PutRule$ } from '@aws-sdk/client-eventbridge';
import type { PutRuleRequest, PutRuleResponse } from '@aws-sdk/client-eventbridge';
import { NotImplemented } from '../../../kernel/not-implemented.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { findBus } from '../find-bus.ts';
import { lookUpRule, ruleArn, ruleKey, ruleRef, ruleWant } from '../find-rule.ts';
import { readPattern } from '../read-pattern.ts';
import { eventsTables } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const putRule = defineOperation<PutRuleRequest, PutRuleResponse>({
  schema: PutRule$,
  accepts: ['Name', 'EventPattern', 'State', 'Description', 'RoleArn', 'Tags', 'EventBusName'],
  authorise(input, context) {
    const ref = ruleRef(input.Name, input.EventBusName, context);
    const keys = requestTagKeys(input.Tags);
    const wants = [ruleWant('PutRule', ref, context, keys)];
    if ((input.Tags ?? []).length > 0) wants.push(ruleWant('TagResource', ref, context, keys));
    if (input.RoleArn !== undefined) wants.push(passRole(input.RoleArn));
    return wants;
  },
  handle(input, context) {
    const ref = ruleRef(input.Name, input.EventBusName, context);
    const { partition } = findBus(ref.bus, context);
    const { EventPattern: pattern, Description: description, RoleArn: roleArn, State: state = 'ENABLED' } = input;
    if (pattern === undefined || pattern === '') throw validation('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    readPattern(pattern);
    if (state !== 'ENABLED' && state !== 'DISABLED') throw new NotImplemented(`The rule state ${state}`);
    const before = lookUpRule(ref, context)?.rule;
    eventsTables(partition).rules.put(ruleKey(ref), {
      name: ref.name,
      bus: ref.bus.name,
      pattern,
      enabled: state === 'ENABLED',
      ...(description === undefined ? {} : { description }),
      ...(roleArn === undefined ? {} : { roleArn }),
      // Tags of a rule that is there are changed by TagResource only.
      tags: before?.tags ?? readTags(input.Tags),
      createdBy: before?.createdBy ?? context.account,
      targets: before?.targets ?? [],
    });
    return { RuleArn: ruleArn(ref) };
  },
});

const passRole = (resource: string) => ({
  action: 'iam:PassRole',
  resource,
  conditionKeys: { 'iam:PassedToService': 'events.amazonaws.com' },
});
