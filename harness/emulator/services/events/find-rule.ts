import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { noSuchRule, validation } from './errors.ts';
import { busRef, resourceTagKeys } from './find-bus.ts';
import type { BusRef } from './find-bus.ts';
import { eventsTables } from './state.ts';
import type { RuleRow } from './state.ts';

export interface RuleRef {
  readonly bus: BusRef;
  readonly name: string;
}

type Reach = Pick<OperationContext, 'account' | 'region' | 'partitionOf'>;

/** Rules of the default bus don't name it. */
export function ruleArn({ bus, name }: RuleRef): string {
  const path = bus.name === 'default' ? name : `${bus.name}/${name}`;
  return `arn:aws:events:${bus.region}:${bus.account}:rule/${path}`;
}

export function ruleRef(name: string | undefined, busName: string | undefined, context: Reach): RuleRef {
  if (name === undefined || !/^[.\-_A-Za-z0-9]{1,64}$/.test(name))
    throw validation(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  const bus = busRef(busName, context);
  return { bus, name };
}

export const ruleKey = ({ bus, name }: RuleRef): string => `${bus.name}/${name}`;

export interface FoundRule {
  readonly rule: RuleRow;
  readonly partition: Partition;
}

export function lookUpRule(ref: RuleRef, context: Reach): FoundRule | undefined {
  const partition = context.partitionOf(ref.bus.account, ref.bus.region);
  const rule = eventsTables(partition).rules.get(ruleKey(ref));
  return rule === undefined ? undefined : { rule, partition };
}

/** @throws ResourceNotFoundException */
export function findRule(ref: RuleRef, context: Reach): FoundRule {
  const found = lookUpRule(ref, context);
  if (found === undefined) throw noSuchRule(ref.name, ref.bus.name);
  return found;
}

export function ruleWant(action: string, ref: RuleRef, context: Reach, keys: Want['conditionKeys'] = {}): Want {
  const tags = lookUpRule(ref, context)?.rule.tags;
  return { action: `events:${action}`, resource: ruleArn(ref), conditionKeys: { ...resourceTagKeys(tags), ...keys } };
}
