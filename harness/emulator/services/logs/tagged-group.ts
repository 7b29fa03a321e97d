import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameter } from './errors.ts';
import { requireGroup } from './log-group.ts';
import type { LogGroupRow } from './state.ts';

/** The log group that a tagging operation names by ARN, here without `:*` behind it. */
export function taggedGroup(context: OperationContext, resourceArn = ''): LogGroupRow {
  const [, account, name] = /^arn:[^:]*:logs:[^:]*:(\d{12}):log-group:([^:]+)$/.exec(resourceArn) ?? [];
  if (name === undefined || account !== context.account) throw invalidParameter(`Invalid resourceArn: ${resourceArn}`);
  return requireGroup(context, name);
}

export function tagWant(action: string, resourceArn = ''): Want {
  return { action: `logs:${action}`, resource: resourceArn };
}
