import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item, Value } from './value.ts';

/** A stored value as the SDK's shape has it. */
export function showValue(value: Value): AttributeValue {
  if ('B' in value) return { B: bytes(value.B) };
  if ('BS' in value) return { BS: value.BS.map(bytes) };
  if ('L' in value) return { L: value.L.map(showValue) };
  if ('M' in value) return { M: showItem(value.M) };
  if ('SS' in value) return { SS: [...value.SS] };
  return 'NS' in value ? { NS: [...value.NS] } : value;
}

export function showItem(item: Item): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, showValue(value)]));
}

function bytes(base64: string): Uint8Array {
  return Buffer.from(base64, 'base64');
}
