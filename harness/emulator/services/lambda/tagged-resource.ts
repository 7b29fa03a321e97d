import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { requireMapping } from './event-source-mappings/find-mapping.ts';
import { mappingWant } from './event-source-mappings/mapping-arn.ts';
import { functionRef } from './function-ref.ts';
import { functionWant } from './function-wants.ts';
import { requireFunction } from './resolve-version.ts';
import { lambdaTables } from './state.ts';

type Tags = Readonly<Record<string, string>>;

/** A function or an event source mapping, which both have tags. */
export interface TaggedResource {
  want(action: string, keys?: Want['conditionKeys']): Want;
  /** @throws ResourceNotFoundException */
  tags(): Tags;
  write(tags: Tags): void;
}

export function taggedResource(resource: string | undefined, context: OperationContext): TaggedResource {
  const uuid = /:event-source-mapping:([0-9a-f-]{36})$/.exec(resource ?? '')?.[1];
  return uuid === undefined ? taggedFunction(resource, context) : taggedMapping(uuid, context);
}

function taggedFunction(resource: string | undefined, context: OperationContext): TaggedResource {
  const ref = functionRef(context, resource);
  const partition = context.partitionOf(ref.account, ref.region);
  return {
    want: (action, keys) => functionWant(partition, ref, action, keys),
    tags: () => requireFunction(partition, ref).tags,
    write: (tags) => lambdaTables(partition).functions.put(ref.name, { ...requireFunction(partition, ref), tags }),
  };
}

function taggedMapping(uuid: string, { state }: OperationContext): TaggedResource {
  return {
    want(action, keys) {
      const want = mappingWant(action, state, uuid);
      return { ...want, conditionKeys: { ...want.conditionKeys, ...keys } };
    },
    tags: () => requireMapping(state, uuid).tags ?? {},
    write: (tags) => lambdaTables(state).eventSourceMappings.put(uuid, { ...requireMapping(state, uuid), tags }),
  };
}
