import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import type { PolicyStatement } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { validation } from './errors.ts';
import type { FoundBus } from './find-bus.ts';
import { eventsTables } from './state.ts';

export function statementsOf({ bus }: FoundBus): readonly PolicyStatement[] {
  return bus.policy === undefined ? [] : parsePolicy(bus.policy).Statement;
}

/** Writes a bus's policy anew; without statements it has none. */
export function putStatements(found: FoundBus, Statement: readonly PolicyStatement[], context: OperationContext): void {
  writePolicy(found, Statement.length === 0 ? undefined : JSON.stringify({ Version: '2012-10-17', Statement }), context);
}

/** @throws ValidationException for what is no policy. */
export function putPolicyText(found: FoundBus, text: string, context: OperationContext): void {
  try {
    parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw validation(`Parameter Policy is not valid. Reason: ${problem.message}`);
    throw problem;
  }
  writePolicy(found, text, context);
}

function writePolicy({ bus, partition }: FoundBus, policy: string | undefined, context: OperationContext): void {
  const { policy: _before, ...rest } = bus;
  const modifiedAt = context.now().toISOString();
  eventsTables(partition).buses.put(bus.name, { ...rest, ...(policy === undefined ? {} : { policy }), modifiedAt });
}
