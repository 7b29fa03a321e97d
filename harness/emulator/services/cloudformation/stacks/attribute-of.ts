import type { ResourceRow } from '../state.ts';
import { scalarText, type Json } from '../template/json.ts';

/** What Fn::GetAtt gives of a resource that exists. A stand-in has a placeholder for any attribute, always the same. */
export function attributeOf(row: ResourceRow | undefined, attribute: string): Json | undefined {
  const known = row?.attributes[attribute];
  if (known !== undefined || row?.physicalId === undefined || row.standIn !== true) return known;
  if (attribute.endsWith('Arn')) return `${scalarText(row.attributes['Arn'] ?? '') ?? ''}/${attribute}`;
  return `${row.physicalId}.${attribute}`;
}
