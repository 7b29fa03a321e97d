import { randomBytes } from 'node:crypto';
import type { OperationContext } from './context.ts';
import { internalCall } from './internal-call.ts';
import type { IncomingCall, Kernel } from './kernel.ts';

export function callContext(kernel: Kernel, call: IncomingCall): OperationContext {
  const { account, region, principal, service } = call;
  const { signingName } = service.definition;
  return {
    requestId: call.requestId,
    account,
    region,
    principal,
    ...(call.accessKeyId === undefined ? {} : { accessKeyId: call.accessKeyId }),
    ...(call.viaService === undefined ? {} : { viaService: call.viaService }),
    now: kernel.now,
    state: kernel.state.partition(account, region, signingName),
    partitionOf: (owner, where) => kernel.state.partition(owner, where, signingName),
    transaction: (work) => kernel.state.transaction(work),
    blobs: kernel.state.blobs,
    credentials: kernel.credentials,
    random: kernel.random,
    randomHex,
    endpoint: kernel.endpoint(),
    standIns: kernel.standIns,
    call: (operation, input, options = {}) => {
      // Another caller acts in its own account, unless told otherwise.
      const mine = options.as === undefined ? { as: principal, account } : { as: options.as };
      return internalCall(kernel, operation, input, {
        region,
        ...options,
        ...mine,
        viaService: signingName,
        ...(options.account === undefined ? {} : { account: options.account }),
      });
    },
    running: service.running,
    http: call.http,
  };
}

export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
