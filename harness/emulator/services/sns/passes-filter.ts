import { compilePattern } from '../../kernel/event-pattern/compile-pattern.ts';
import type { SubscriptionRow } from './state.ts';
import { filterOperators } from './subscription-attributes.ts';
import type { AttributeRow, TopicMessage } from './topic-message.ts';

/** Whether a subscription's filter policy lets a message through. */
export function passesFilter({ attributes }: SubscriptionRow, message: TopicMessage): boolean {
  const policy = attributes['FilterPolicy'];
  if (policy === undefined) return true;
  const matches = compilePattern(policy, filterOperators);
  if (attributes['FilterPolicyScope'] !== 'MessageBody') return matches(attributeValues(message));
  const body = jsonOf(message.message);
  return body !== undefined && matches(body);
}

function attributeValues({ attributes }: TopicMessage): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute)]));
}

/** Binary attributes take no part in filtering. */
function valueOf({ type, value }: AttributeRow): unknown {
  if (type === 'Number' || type.startsWith('Number.')) return Number(value);
  if (type === 'String.Array') return jsonOf(value);
  return type.startsWith('Binary') ? undefined : value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
