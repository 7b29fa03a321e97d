import { readPath, readPlaceholder } from './expression-reading.ts';
import type { ExpressionReading } from './expression-reading.ts';
import { conditionOfCall, operandOfCall } from './function-calls.ts';
import type { Call } from './function-calls.ts';
import { checkBetween, checkComparison, checkDistinct } from './operand-checks.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';

/** What may stand in parentheses, which is known only when they close. */
type Node =
  | { readonly is: 'condition'; readonly condition: Condition }
  | { readonly is: 'operand'; readonly operand: Operand }
  | { readonly is: 'call'; readonly call: Call };

/** The whole of ConditionExpression, FilterExpression or KeyConditionExpression. @throws ExpressionProblem. */
export function parseCondition(reading: ExpressionReading): Condition {
  const condition = readOr(reading);
  reading.tokens.needEnd();
  reading.problems.throwFirst();
  return condition;
}

function readOr(reading: ExpressionReading): Condition {
  return asCondition(orNode(reading), reading);
}

function orNode(reading: ExpressionReading): Node {
  let left = andNode(reading);
  while (reading.tokens.isKeyword('OR')) {
    const first = asCondition(left, reading);
    takeOperator(reading);
    left = conditionNode({ kind: 'or', left: first, right: asCondition(andNode(reading), reading) });
  }
  return left;
}

function andNode(reading: ExpressionReading): Node {
  let left = notNode(reading);
  while (reading.tokens.isKeyword('AND')) {
    const first = asCondition(left, reading);
    takeOperator(reading);
    left = conditionNode({ kind: 'and', left: first, right: asCondition(notNode(reading), reading) });
  }
  return left;
}

function notNode(reading: ExpressionReading): Node {
  const { tokens } = reading;
  if (!tokens.isKeyword('NOT')) return comparisonNode(reading);
  takeOperator(reading);
  return conditionNode({
    kind: 'not',
    condition: asCondition(
      tokens.nested(() => notNode(reading)),
      reading,
    ),
  });
}

function takeOperator({ tokens, problems }: ExpressionReading): void {
  tokens.take();
  problems.operator();
}

function comparisonNode(reading: ExpressionReading): Node {
  const left = primaryNode(reading);
  if (left.is === 'condition') return left;
  const { tokens } = reading;
  const operator = comparators.find((each) => tokens.isSymbol(each));
  if (operator !== undefined) {
    takeOperator(reading);
    return conditionNode(comparison(operator, asOperand(left, reading), readOperand(reading), reading));
  }
  const keyword = tokens.isKeyword('BETWEEN') ? readBetween : tokens.isKeyword('IN') ? readIn : undefined;
  if (keyword === undefined) return left;
  takeOperator(reading);
  return conditionNode(keyword(asOperand(left, reading), reading));
}

const comparators: readonly Comparator[] = ['=', '<>', '<=', '<', '>=', '>'];

function comparison(operator: Comparator, left: Operand, right: Operand, { problems }: ExpressionReading): Condition {
  checkComparison(operator, left, right, problems);
  return { kind: 'compare', operator, left, right };
}

function readBetween(operand: Operand, reading: ExpressionReading): Condition {
  const lower = readOperand(reading);
  if (!reading.tokens.tookKeyword('AND')) throw reading.tokens.unexpected();
  const upper = readOperand(reading);
  checkBetween(operand, lower, upper, reading.problems);
  return { kind: 'between', operand, lower, upper };
}

/** `a IN (:x, :y)` takes up to a hundred. */
function readIn(operand: Operand, reading: ExpressionReading): Condition {
  const { tokens, problems } = reading;
  tokens.needSymbol('(');
  const among: Operand[] = [];
  do among.push(readOperand(reading));
  while (tokens.tookSymbol(','));
  tokens.needSymbol(')');
  if (among.length > 100) {
    problems.note(
      'number of operands',
      `Invalid number of operands for operator or function; operator: IN, number of operands: ${among.length + 1}`,
    );
  }
  for (const each of among) checkDistinct('IN', operand, each, problems);
  return { kind: 'in', operand, among };
}

function readOperand(reading: ExpressionReading): Operand {
  const node = primaryNode(reading);
  if (node.is === 'condition') throw reading.tokens.unexpected();
  return asOperand(node, reading);
}

function primaryNode(reading: ExpressionReading): Node {
  const { tokens, problems } = reading;
  if (tokens.tookSymbol('(')) {
    const inner = tokens.nested(() => orNode(reading));
    // The same node comes back where nothing but parentheses stands around it: `((a = b))`.
    if (reading.parenthesised.has(inner)) problems.note('parentheses', 'The expression has redundant parentheses;');
    tokens.needSymbol(')');
    reading.parenthesised.add(inner);
    return inner;
  }
  if (tokens.peek().kind === 'value') return { is: 'operand', operand: { kind: 'value', value: readPlaceholder(reading) } };
  if (tokens.peek().kind === 'word' && isOpening(reading)) return { is: 'call', call: readCall(reading) };
  return { is: 'operand', operand: { kind: 'path', path: readPath(reading) } };
}

function isOpening({ tokens }: ExpressionReading): boolean {
  const next = tokens.peek(1);
  return next.kind === 'symbol' && next.text === '(';
}

function readCall(reading: ExpressionReading): Call {
  const { tokens } = reading;
  const name = tokens.take().text;
  tokens.needSymbol('(');
  const operands: Operand[] = [];
  do operands.push(tokens.nested(() => readOperand(reading)));
  while (tokens.tookSymbol(','));
  tokens.needSymbol(')');
  return { name, operands };
}

function conditionNode(condition: Condition): Node {
  return { is: 'condition', condition };
}

function asCondition(node: Node, reading: ExpressionReading): Condition {
  if (node.is === 'condition') return node.condition;
  if (node.is === 'operand') throw reading.tokens.unexpected();
  return conditionOfCall(node.call, reading.problems);
}

/** `size(a)` is a value; no other function is. */
function asOperand(node: Exclude<Node, { is: 'condition' }>, { problems }: ExpressionReading): Operand {
  if (node.is === 'operand') return node.operand;
  return operandOfCall(node.call, problems);
}
