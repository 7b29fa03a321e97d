import type { StepFinished } from '../model/evidence.ts';
import type { TrafficSeen } from '../ports/load-runner.ts';

/** The step that ends a stage, with what users saw meanwhile; without all of that it isn't green. A load that the step measured itself stays. */
export function withTrafficSeen(step: StepFinished, seen: TrafficSeen | null): StepFinished {
  if (seen === null) return step;
  const requests = seen.routes.reduce((sum, route) => sum + route.requests, 0);
  const errors = seen.userErrorWindowMs === 0 ? 'no error' : `errors for ${String(seen.userErrorWindowMs)} ms`;
  const saturated = seen.saturated === null ? '' : ` (the load generator could not keep up: ${seen.saturated})`;
  const until = seen.cutShort === null ? 'Meanwhile' : `But what users saw is not known to its end: ${seen.cutShort}. Until then`;
  const isGreen = step.verdict === 'passed' || step.verdict === 'waived';
  return {
    ...step,
    verdict: seen.cutShort !== null && isGreen ? 'inconclusive' : step.verdict,
    reason: `${step.reason} ${until} users made ${String(requests)} requests and saw ${errors}${saturated}.`,
    evidence: [...step.evidence, ...seen.evidence],
    facts: { ...step.facts, load: step.facts.load ?? seen.routes },
  };
}
