import type { DeployRefusal } from '../ports/deployer.ts';
import type { GateResult } from '../ports/gate.ts';
import { failed, inconclusive, missingTool, result } from './result.ts';

/** A template that the account refuses is red; one that this backend can't be asked about, or whose tool isn't here, is not judged. */
export function refusedPlan({ refused, lacking, missingTool: tool }: DeployRefusal): GateResult {
  if (tool !== undefined) return missingTool(tool, refused);
  return lacking === undefined ? result(failed(refused)) : result(inconclusive(refused), [], { lacking });
}
