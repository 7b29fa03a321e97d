import type { DeployedFunction } from '../../model/deployment.ts';
import type { GateResult, GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import { askHook, unaskable } from './ask-hook.ts';
import { smokeGreen } from './smoke-green.ts';

export interface Green {
  readonly to: readonly DeployedFunction[];
  /** Whether traffic goes over in steps, which somebody judges. */
  readonly inSteps: boolean;
}

/** Everything that is asked of the new versions while nobody is sent to them; the first that isn't passed keeps it so. */
export async function beforeTraffic(
  subject: Pick<GateSubject, 'stage' | 'project' | 'rollout'>,
  ports: Pick<Ports, 'checks' | 'hooks'>,
  { to, inSteps }: Green,
): Promise<readonly GateResult[] | { readonly refused: GateResult }> {
  // A rollout that was cut off has sent users there already.
  if (subject.rollout.begun.length > 0) return [];
  // Else users would be sent to versions of which what the team waits for at the end can't be known.
  const late = await unaskable(subject, ports, 'AfterAllowTraffic');
  if (late !== null) return refused(late);
  const smoked = inSteps ? await smokeGreen(subject, ports, to) : null;
  const smoke = smoked === null ? null : { ...smoked, reason: `Smoke on the new versions, before any traffic: ${smoked.reason}` };
  if (smoke !== null && smoke.verdict !== 'passed') return refused(smoke);
  const hook = await askHook(subject, ports, 'BeforeAllowTraffic');
  if (hook !== null && hook.verdict !== 'passed') return refused(hook);
  return [smoke, hook].filter((each) => each !== null);
}

function refused(by: GateResult): { readonly refused: GateResult } {
  return { refused: { ...by, reason: `${by.reason} No traffic was moved.` } };
}
