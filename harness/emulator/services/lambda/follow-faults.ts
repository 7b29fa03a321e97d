import type { ServiceHost } from '../../kernel/context.ts';
import { isOfInvocation } from '../../kernel/faults/fault-plan.ts';
import { functionKeyOf, isVersion } from './invoke-function.ts';
import type { Fleet } from './runtime/fleet.ts';

/** A fault of a version's processes counts from when it is planted, and no longer than it is: processes from before end at both moments. */
export function followFaults(faults: ServiceHost['faults'], fleet: Pick<Fleet, 'retire' | 'kill'>): void {
  faults.watch((fault, change) => {
    if (fault.kind !== 'function' || isOfInvocation(fault.effect)) return;
    const key = functionKeyOf({ account: fault.account, region: fault.region, name: fault.function });
    const only = fault.version === '*' ? undefined : isVersion(fault.version);
    if (fault.effect.kind !== 'killed') fleet.retire(key, only);
    else if (change === 'planted') fleet.kill(key, only);
  });
}
