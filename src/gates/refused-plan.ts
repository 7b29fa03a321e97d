import type { DeployRefusal } from '../ports/deployer.ts';
import type { GateResult } from '../ports/gate.ts';
import { failed, inconclusive, result } from './result.ts';

/** A template that the account refuses is red; one that this backend can't be asked about is not judged. */
export function refusedPlan({ refused, lacking }: DeployRefusal): GateResult {
  return lacking === undefined ? result(failed(refused)) : result(inconclusive(refused), [], { lacking });
}
