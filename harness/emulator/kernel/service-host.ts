import { randomHex } from './call-context.ts';
import { authorise } from './authorise.ts';
import type { HostAnswer, HttpRequest, ServiceHost } from './context.ts';
import type { FunctionNetwork } from './function-network.ts';
import { internalCall } from './internal-call.ts';
import type { Kernel } from './kernel.ts';
import type { Principal } from '../accounts/principal.ts';

/** What a service host needs of the HTTP side, which the kernel does not know. */
export interface HostHttp {
  readonly listen: ServiceHost['listen'];
  readonly listenAnywhere: ServiceHost['listenAnywhere'];
  readonly network: FunctionNetwork;
  readonly answerHosts: (answer: HostAnswer) => void;
  readonly authenticate: (request: HttpRequest, service: string) => Principal;
}

export function serviceHost(kernel: Kernel, http: HostHttp, background: (task: () => Promise<void>) => void): ServiceHost {
  return {
    get endpoint() {
      return kernel.endpoint();
    },
    state: kernel.state,
    credentials: kernel.credentials,
    dataDir: kernel.dataDir,
    now: kernel.now,
    random: kernel.random,
    randomHex,
    call: (operation, input, options) => internalCall(kernel, operation, input, options),
    background,
    listen: http.listen,
    listenAnywhere: http.listenAnywhere,
    network: http.network,
    answerHosts: http.answerHosts,
    authenticate: http.authenticate,
    authorise: (principal, wants, region) => authorise(kernel.state, { principal, wants, region, now: kernel.now() }),
    trace: (entry) => kernel.trace.write(entry),
    faults: kernel.faults,
    lifecycleHooks: kernel.lifecycleHooks,
    maxConcurrentFunctions: kernel.maxConcurrentFunctions,
    standIns: kernel.standIns,
    deployments: kernel.deployments,
  };
}
