import { asList, asMap, type Data } from '../data.ts';

export interface TrustCondition {
  readonly values: readonly string[];
  /** Whether `*` and `?` in the values stand for anything. */
  readonly pattern: boolean;
}

/**
 * Conditions on `<provider>:<claim>` that hold whenever the statement does. `…IfExists` and `ForAllValues:` are left out: both are true
 * of a token that has no such claim (IAM user guide, "Multivalued context keys" and "IfExists").
 */
export function conditionsOn(statement: Data, claim: 'sub' | 'aud'): readonly TrustCondition[] {
  return Object.entries(asMap(statement['Condition'])).flatMap(([operator, keys]) => {
    const plain = operator.replace(/^ForAnyValue:/i, '').toLowerCase();
    if (!/^string(equals|equalsignorecase|like)$/.test(plain)) return [];
    return Object.entries(asMap(keys))
      .filter(([key]) => key.toLowerCase().endsWith(`:${claim}`))
      .map(([, value]) => ({ values: asList(value).map(textOf), pattern: plain === 'stringlike' }));
  });
}

/** A value that a parameter or an attribute gives is somebody else's to choose: it is taken as a name, and a literal part around it is read. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const inner = Object.entries(asMap(value))[0];
  if (inner?.[0] !== 'Fn::Sub') return 'given';
  return String(asList(inner[1])[0]).replaceAll(/\$\{[^}]*\}/g, 'given');
}
