import type { StepFinished } from '../model/evidence.ts';
import { type GateName, gateNames } from '../model/gate-name.ts';
import type { Project } from '../model/project.ts';
import { type Waiver, waiverFault, type WaiverTerms } from '../model/waiver.ts';

export interface WaivedBy {
  readonly waivers: readonly Waiver[];
  readonly project: Pick<Project, 'people' | 'approvals'>;
  readonly version: string;
  readonly authors: readonly string[];
  /** ISO 8601 UTC. */
  readonly now: string;
}

/**
 * A step as the waivers leave it: one that is failed or inconclusive and has a waiver that holds is waived, and keeps its reason. Where one
 * was given that doesn't hold, the reason says why it counts for nothing.
 */
export function underWaiver(step: StepFinished, { waivers, project, version, authors, now }: WaivedBy): StepFinished {
  const { environment, name: gate } = step;
  if ((step.verdict !== 'failed' && step.verdict !== 'inconclusive') || !isGate(gate)) return step;
  const roles = project.approvals[environment]?.roles ?? [];
  const terms: WaiverTerms = { gate, environment, version, roles, authors, people: project.people, now };
  const judged = waivers
    .filter((waiver) => waiver.environment === environment)
    .map((waiver) => ({ waiver, fault: waiverFault(waiver, terms) }));
  const valid = judged.findLast(({ fault }) => fault === null)?.waiver;
  if (valid !== undefined) {
    const { by, role, expires, reason, reference } = valid;
    return { ...step, verdict: 'waived', reason: `${step.reason} Waived by ${by}, ${role}, until ${expires}: ${reason} (${reference}).` };
  }
  const last = judged.findLast(({ waiver }) => waiver.gate === gate) ?? judged.at(-1);
  if (last === undefined) return step;
  const voided = ` The waiver by ${last.waiver.by} counts for nothing: ${last.fault ?? ''}.`;
  return step.reason.endsWith(voided) ? step : { ...step, reason: `${step.reason}${voided}` };
}

function isGate(name: StepFinished['name']): name is GateName {
  return gateNames.some((gate) => gate === name);
}
