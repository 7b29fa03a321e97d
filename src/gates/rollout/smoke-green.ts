import type { DeployedFunction } from '../../model/deployment.ts';
import type { GateResult, GateSubject } from '../../ports/gate.ts';
import type { Ports } from '../../ports/ports.ts';
import { defaultTimeLimitMs, runSmoke } from '../run-smoke.ts';

/** The project's smoke check on the new versions, before any user is sent to them. Null where the project has none. */
export async function smokeGreen(
  { stage, project }: Pick<GateSubject, 'stage' | 'project'>,
  { checks }: Pick<Ports, 'checks'>,
  green: readonly DeployedFunction[],
): Promise<GateResult | null> {
  if (project.checks.smoke === undefined) return null;
  const { environment, regions, steps } = stage;
  const gate = steps.find((step) => step.kind === 'gate' && step.gate === 'smoke');
  const timeLimitMs = (gate?.kind === 'gate' ? gate.thresholds.timeLimitMs : undefined) ?? defaultTimeLimitMs;
  return await runSmoke({ environment, regions, timeLimitMs, green }, checks);
}
