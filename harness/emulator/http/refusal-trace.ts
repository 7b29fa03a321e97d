import type { AwsError } from '../kernel/aws-error.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { accountOfCaller, principalName } from '../kernel/principal-name.ts';
import { regionOf } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import type { Caller } from './authenticate.ts';

/** Traces a request that was refused before it came to dispatch, which traces all others. */
export function traceRefusal(kernel: Pick<Kernel, 'trace' | 'now'>, arrival: Arrival, { principal }: Caller, error: AwsError): void {
  const { request, target, signature, service, route, requestId } = arrival;
  kernel.trace.write({
    at: kernel.now().toISOString(),
    requestId,
    account: accountOfCaller(principal),
    region: regionOf(arrival),
    service: service.definition.signingName,
    operation: route.operation ?? `${request.method} ${target.rawPath}`,
    principal: principalName(principal),
    ...(signature === undefined || signature === 'malformed' ? {} : { accessKeyId: signature.accessKeyId }),
    wants: [],
    decision: 'none',
    status: error.httpStatus,
    errorCode: error.code,
    durationMs: 0,
    via: 'http',
  });
}
