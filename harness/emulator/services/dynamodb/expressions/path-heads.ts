import type { Condition, Operand } from './syntax.ts';

/** The names with which the paths of a condition begin. */
export function pathHeadsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathHeadsOf(condition.left), ...pathHeadsOf(condition.right)];
    case 'not':
      return pathHeadsOf(condition.condition);
    case 'exists':
      return [condition.path[0]];
    case 'compare':
      return heads([condition.left, condition.right]);
    case 'between':
      return heads([condition.operand, condition.lower, condition.upper]);
    case 'in':
      return heads([condition.operand, ...condition.among]);
    case 'attribute_type':
      return heads([condition.operand, condition.type]);
    case 'begins_with':
      return heads([condition.operand, condition.prefix]);
    case 'contains':
      return heads([condition.operand, condition.wanted]);
  }
}

function heads(operands: readonly Operand[]): readonly string[] {
  return operands.flatMap((operand) => {
    if (operand.kind === 'path') return [operand.path[0]];
    return operand.kind === 'size' ? heads([operand.of]) : [];
  });
}
