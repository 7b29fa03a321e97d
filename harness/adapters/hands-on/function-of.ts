import type { StackFunction } from '../deploy/stack-functions.ts';
import type { Hands } from './hands.ts';

/** There is no such function in the environment; `known` are those that there are. */
export class NoFunctionError extends Error {
  readonly known: readonly string[];

  constructor(environment: string, name: string, known: readonly string[]) {
    super(`there is no function "${name}" in ${environment}`);
    this.name = 'NoFunctionError';
    this.known = known;
  }
}

/** By its name in rehearsal.yaml, its logical id, or what the account calls it. Throws NoFunctionError. */
export async function functionOf(hands: Hands, environment: string, name: string): Promise<StackFunction> {
  const all = await hands.functions.of(environment);
  const found = all.find((fn) => fn.name === name || fn.logicalId === name || fn.physicalId === name);
  if (found === undefined)
    throw new NoFunctionError(
      environment,
      name,
      all.map((fn) => fn.name),
    );
  return found;
}
