import { hideSecrets } from './hide-secrets.ts';
import type { ResourceState } from '../state.ts';
import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';
import type { ParameterValue } from '../template/parameters.ts';
import { hasUnknown } from '../template/unknown-value.ts';

/** What stands for a value that only the making of other resources can tell. */
const knownAfterApply = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** A resource's properties and metadata, before or after a change, as IncludePropertyValues shows them: JSON text. */
export function changeContext(state: Pick<ResourceState, 'properties' | 'metadata'>, parameters: readonly ParameterValue[]): string {
  const metadata = state.metadata === '' ? {} : { Metadata: JSON.parse(state.metadata) as Json };
  return JSON.stringify({ Properties: hideSecrets(withoutUnknown(state.properties), parameters), ...metadata });
}

/** One property's value in the same form; text stays bare. */
export function shownValue(value: Json | undefined, parameters: readonly ParameterValue[]): string | undefined {
  if (value === undefined) return undefined;
  const shown = hideSecrets(withoutUnknown(value), parameters);
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

function withoutUnknown(value: Json): Json {
  if (typeof value === 'string') return hasUnknown(value) ? knownAfterApply : value;
  if (isList(value)) return value.map(withoutUnknown);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutUnknown(item)]));
}

const valueMembers = ['BeforeContext', 'AfterContext', 'BeforeValue', 'AfterValue', 'AttributeChangeType', 'Path'];

/** The changes as they are shown to who did not ask for values. */
export function withoutValues(value: Json): Json {
  if (isList(value)) return value.map(withoutValues);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !valueMembers.includes(key));
  return Object.fromEntries(kept.map(([key, item]): [string, JsonObject | Json] => [key, withoutValues(item)]));
}
