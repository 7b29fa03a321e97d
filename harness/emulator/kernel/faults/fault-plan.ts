import { seededRandom } from '../seeded-random.ts';
import type { FunctionFault, InvocationEffect, OperationFault, PlantedFault, ProcessEffect, Fault } from './fault.ts';

type Operation = Pick<OperationFault, 'account' | 'service' | 'operation'>;
type Version = Pick<FunctionFault, 'account' | 'region' | 'function' | 'version'>;
type Change = (fault: Fault, change: 'planted' | 'removed') => void;

interface Planted extends PlantedFault {
  readonly draw: () => number;
}

const invocationEffects = ['latency', 'failure'] as const satisfies readonly InvocationEffect['kind'][];

/**
 * What goes wrong at the moment. In memory only: an emulator that starts has no faults. Each fault draws from numbers of its own, which follow
 * from the emulator's seed and how many were planted before: the nth case is the same in each run, whatever else draws.
 */
export class FaultPlan {
  readonly #seed: number;
  readonly #planted = new Map<string, Planted>();
  readonly #told = new Set<Change>();
  #count = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  plant(fault: Fault): PlantedFault {
    this.#count += 1;
    const id = `fault-${this.#count}`;
    const draw = seededRandom(this.#seed, this.#count);
    this.#planted.set(id, { id, fault, draw });
    for (const tell of this.#told) tell(fault, 'planted');
    return { id, fault };
  }

  /** False where there is none of that name (any more). */
  remove(id: string): boolean {
    const planted = this.#planted.get(id);
    if (planted === undefined) return false;
    this.#planted.delete(id);
    for (const tell of this.#told) tell(planted.fault, 'removed');
    return true;
  }

  list(): readonly PlantedFault[] {
    return [...this.#planted.values()].map(({ id, fault }) => ({ id, fault }));
  }

  /** Told after each change. */
  watch(tell: Change): void {
    this.#told.add(tell);
  }

  /** What is to go wrong with this call; undefined where nothing is. The one planted first counts. */
  ofOperation(call: Operation): OperationFault['effect'] | undefined {
    for (const { fault, draw } of this.#planted.values()) {
      if (fault.kind === 'operation' && isOn(fault, call) && drawn(fault, draw)) return fault.effect;
    }
    return undefined;
  }

  ofInvocation(version: Version): InvocationEffect | undefined {
    for (const { fault, draw } of this.#planted.values()) {
      if (fault.kind !== 'function' || !isIn(fault, version)) continue;
      const { effect } = fault;
      if (isOfInvocation(effect) && drawn(fault, draw)) return effect;
    }
    return undefined;
  }

  ofProcess(version: Version): ProcessEffect | undefined {
    for (const { fault, draw } of this.#planted.values()) {
      if (fault.kind !== 'function' || !isIn(fault, version)) continue;
      const { effect } = fault;
      if (!isOfInvocation(effect) && drawn(fault, draw)) return effect;
    }
    return undefined;
  }
}

export function isOfInvocation(effect: FunctionFault['effect']): effect is InvocationEffect {
  return invocationEffects.some((kind) => kind === effect.kind);
}

function isOn(fault: OperationFault, { account, service, operation }: Operation): boolean {
  return fault.account === account && fault.service === service && (fault.operation === '*' || fault.operation === operation);
}

function isIn(fault: FunctionFault, { account, region, function: name, version }: Version): boolean {
  return (
    fault.account === account && fault.region === region && fault.function === name && (fault.version === '*' || fault.version === version)
  );
}

function drawn({ sharePercent }: Fault, draw: () => number): boolean {
  return draw() * 100 < sharePercent;
}
