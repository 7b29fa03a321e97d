import { parseArn } from '../../accounts/arn.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { aliasNotFound, invalidArn, keyNotFound, notFound } from './errors.ts';
import { ownerOfAlias, plannedManagedKey } from './managed-keys.ts';
import { aliases, keys } from './state.ts';
import type { AliasRow, KeyRow } from './state.ts';

export interface FoundKey {
  readonly key: KeyRow;
  readonly account: string;
  readonly state: Partition;
  /** `alias/…`, where the request named the key by it. */
  readonly alias?: string;
}

/** Where a request's KeyId points to, be something there or not. */
export interface KeyPlace {
  readonly account: string;
  readonly state: Partition;
  /** The ARN of the key or alias. */
  readonly arn: string;
  readonly resource: { readonly kind: 'key'; readonly id: string } | { readonly kind: 'alias'; readonly name: string };
}

const uuid = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Reads a key id, key ARN, alias name or alias ARN.
 * @throws AwsError NotFoundException, InvalidArnException where it is none of these, or of another region.
 */
export function locateKey(id: string, context: OperationContext): KeyPlace {
  const { account, region } = context;
  if (!id.startsWith('arn:')) return placeOf(id, account, context.state, `arn:aws:kms:${region}:${account}:`, id);
  const arn = parseArn(id);
  if (arn === undefined || arn.service !== 'kms') throw invalidArn(`Invalid arn ${id}`);
  if (arn.region !== region) throw notFound(`Invalid arn ${arn.region}`);
  const state = arn.account === account ? context.state : context.partitionOf(arn.account, region);
  const text = arn.resource.startsWith('key/') ? arn.resource.slice('key/'.length) : arn.resource;
  return placeOf(text, arn.account, state, id.slice(0, id.length - arn.resource.length), id);
}

function placeOf(text: string, account: string, state: Partition, prefix: string, given: string): KeyPlace {
  if (text.startsWith('alias/')) return { account, state, arn: `${prefix}${text}`, resource: { kind: 'alias', name: text } };
  if (!uuid.test(text)) throw notFound(`Invalid keyId '${given}'`);
  return { account, state, arn: `${prefix}key/${text}`, resource: { kind: 'key', id: text } };
}

/** The key there; undefined where there is none. An AWS managed key is there as soon as its service asks for it. */
export function keyAt(place: KeyPlace, context: OperationContext): FoundKey | undefined {
  const { account, state, resource } = place;
  if (resource.kind === 'key') return present(keys(state).get(resource.id), { account, state }, context);
  const alias = aliases(state).get(resource.name);
  const where = { account, state, alias: resource.name };
  if (alias !== undefined) return present(keys(state).get(alias.keyId), where, context);
  const owner = ownerOfAlias(resource.name);
  if (owner === undefined) return undefined;
  return { key: plannedManagedKey(owner, account, context.region, context.now()), ...where };
}

/** The aliases of the partition whose keys are still there: KMS deletes a key's aliases with it. */
export function liveAliases(context: OperationContext): readonly AliasRow[] {
  const rows = [...aliases(context.state).scan()].map(([, row]) => row);
  return rows.filter(({ keyId }) => !isGone(keys(context.state).get(keyId), context));
}

export function isGone(key: KeyRow | undefined, context: OperationContext): boolean {
  return key === undefined || (key.deletionAt !== undefined && Date.parse(key.deletionAt) <= context.now().getTime());
}

function present(key: KeyRow | undefined, where: Omit<FoundKey, 'key'>, context: OperationContext): FoundKey | undefined {
  return key === undefined || isGone(key, context) ? undefined : { key, ...where };
}

/** @throws AwsError NotFoundException where there is no such key. */
export function findKey(id: string | undefined, context: OperationContext): FoundKey {
  const place = locateKey(id ?? '', context);
  const found = keyAt(place, context);
  if (found !== undefined) return found;
  throw place.resource.kind === 'alias' ? aliasNotFound(place.arn) : keyNotFound(place.arn);
}
