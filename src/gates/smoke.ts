import { defineGate, environmentOf } from './define-gate.ts';
import { defaultTimeLimitMs, runSmoke } from './run-smoke.ts';

export const smoke = defineGate('smoke', ['timeLimitMs'], async (subject, { checks }) => {
  const timeLimitMs = subject.step.thresholds.timeLimitMs ?? defaultTimeLimitMs;
  const environment = environmentOf(subject);
  const regions = subject.topology.stages.find((stage) => stage.environment === environment)?.regions ?? [];
  return runSmoke({ environment, regions, timeLimitMs }, checks);
});
