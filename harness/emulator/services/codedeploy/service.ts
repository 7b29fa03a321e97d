import { defineService } from '../../kernel/service.ts';
import { putLifecycleEventHookExecutionStatus } from './operations/put-lifecycle-event-hook-execution-status.ts';
import { RunningHooks } from './running-hooks.ts';

/** Not the deployments, which whoever runs the emulator carries out: what their hooks report. */
export const service = defineService({
  signingName: 'codedeploy',
  serviceId: 'CodeDeploy',
  operations: [putLifecycleEventHookExecutionStatus],
  start: (host) => Promise.resolve(new RunningHooks(host.lifecycleHooks)),
});
