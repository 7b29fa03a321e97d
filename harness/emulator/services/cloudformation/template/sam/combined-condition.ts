import type { Json } from '../json.ts';

const mostOperands = 10;

/**
 * The condition under which at least one of these is in force: none where one of them always is. Several become one in the template's
 * Conditions, which takes at most ten at a time.
 */
export function combinedCondition(
  conditions: readonly (string | undefined)[],
  name: string,
  declared: Record<string, Json>,
): string | undefined {
  const known = conditions.filter((condition) => condition !== undefined);
  if (known.length === 0 || known.length < conditions.length) return undefined;
  const names = [...new Set(known)].sort();
  if (names.length === 1) return names[0];
  const groups = Array.from({ length: Math.ceil(names.length / mostOperands) }, (_, index) =>
    names.slice(index * mostOperands, (index + 1) * mostOperands),
  );
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) declared[name] = orOf(only);
  else {
    groups.forEach((group, index) => {
      if (group.length > 1) declared[`${name}${index}`] = orOf(group);
    });
    declared[name] = orOf(groups.map((group, index) => (group.length > 1 ? `${name}${index}` : (group[0] ?? ''))));
  }
  return name;
}

function orOf(names: readonly string[]): Json {
  return { 'Fn::Or': names.map((Condition) => ({ Condition })) };
}
