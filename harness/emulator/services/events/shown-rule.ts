import type { Rule } from '@aws-sdk/client-eventbridge';
import type { Partition } from '../../accounts/state.ts';
import { ruleArn } from './find-rule.ts';
import type { RuleRow } from './state.ts';

export function shownRule({ account, region }: Pick<Partition, 'account' | 'region'>, row: RuleRow): Rule {
  return {
    Name: row.name,
    Arn: ruleArn({ bus: { account, region, name: row.bus }, name: row.name }),
    EventPattern: row.pattern,
    State: row.enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: row.bus,
    ...(row.description === undefined ? {} : { Description: row.description }),
    ...(row.roleArn === undefined ? {} : { RoleArn: row.roleArn }),
  };
}
