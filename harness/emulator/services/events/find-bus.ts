import { parseArn } from '../../accounts/arn.ts';
import { parsePolicy } from '../../accounts/policy-document.ts';
import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { noSuchBus, validation } from './errors.ts';
import { eventsTables } from './state.ts';
import type { BusRow } from './state.ts';

export interface BusRef {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface FoundBus {
  readonly bus: BusRow;
  readonly partition: Partition;
}

type Reach = Pick<OperationContext, 'account' | 'region' | 'partitionOf'>;

export const busArn = ({ account, region, name }: BusRef): string => `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** A bus as a caller names it, by name or ARN; the account's default one where it names none. */
export function busRef(named: string | undefined, { account, region }: Reach): BusRef {
  if (named === undefined) return { account, region, name: 'default' };
  const arn = parseArn(named);
  const name = arn === undefined ? named : arn.resource.replace(/^event-bus\//, '');
  if (!/^[/.\-_A-Za-z0-9]{1,256}$/.test(name) || (arn !== undefined && arn.service !== 'events'))
    throw validation('Parameter EventBusName is not valid. Reason: Provided Arn is not in correct format.');
  return arn === undefined ? { account, region, name } : { account: arn.account, region: arn.region, name };
}

export function lookUpBus(ref: BusRef, context: Reach): FoundBus | undefined {
  const partition = context.partitionOf(ref.account, ref.region);
  const bus = eventsTables(partition).buses.get(ref.name) ?? (ref.name === 'default' ? defaultBus : undefined);
  return bus === undefined ? undefined : { bus, partition };
}

/** As old as the account. */
const defaultBus: BusRow = { name: 'default', tags: {}, createdAt: '2016-01-14T00:00:00.000Z', modifiedAt: '2016-01-14T00:00:00.000Z' };

/** @throws ResourceNotFoundException */
export function findBus(ref: BusRef, context: Reach): FoundBus {
  const found = lookUpBus(ref, context);
  if (found === undefined) throw noSuchBus(ref.name);
  return found;
}

/** The want to do `action` to a bus, whose own policy speaks too. */
export function busWant(action: string, ref: BusRef, context: Reach, keys: Want['conditionKeys'] = {}): Want {
  const bus = lookUpBus(ref, context)?.bus;
  return {
    action: `events:${action}`,
    resource: busArn(ref),
    ...(bus?.policy === undefined ? {} : { resourcePolicy: parsePolicy(bus.policy) }),
    conditionKeys: { ...resourceTagKeys(bus?.tags), ...keys },
  };
}

export function resourceTagKeys(tags: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}
