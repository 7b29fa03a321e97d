import { AwsError, awsErrorOf } from '../kernel/aws-error.ts';
import type { IncomingCall } from '../kernel/kernel.ts';
import type { BoundOperation } from '../kernel/loaded-service.ts';
import { unknownOperation } from '../kernel/not-implemented.ts';
import { accountOfCaller } from '../kernel/principal-name.ts';
import { protocols } from '../protocols/index.ts';
import { regionOf } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import type { Caller } from './authenticate.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { checkBodyDigests } from './body-digests.ts';

/**
 * The call that an authentic request makes.
 * @throws AwsError where the operation is not there or the request can't be read.
 */
export function readCall(arrival: Arrival, caller: Caller): IncomingCall {
  const { target, service, route, requestId } = arrival;
  const operation = operationOf(arrival);
  const request = decoded(arrival, caller, operation);
  const input = protocols[service.model.protocol].parse(service.model, operation.model, {
    ...request,
    labels: route.labels,
    query: target.query,
  });
  return {
    requestId,
    service,
    operation,
    input,
    principal: caller.principal,
    account: accountOfCaller(caller.principal),
    region: regionOf(arrival),
    ...(caller.accessKeyId === undefined ? {} : { accessKeyId: caller.accessKeyId }),
    http: { headers: request.headers, sourceIp: request.sourceIp, host: request.headers['host'] ?? '' },
    via: 'http',
  };
}

function operationOf({ request, target, service, route }: Arrival): BoundOperation {
  const name = route.operation;
  if (name === undefined && service.model.protocol === 'rest-xml') {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, { Method: request.method });
  }
  const operation = name === undefined ? undefined : service.operations.get(name);
  if (operation === undefined) throw awsErrorOf(unknownOperation(service, name ?? `${request.method} ${target.rawPath}`));
  return operation;
}

function decoded({ request, signature, service }: Arrival, caller: Caller, { model }: BoundOperation): Arrival['request'] {
  if (service.model.protocol !== 'rest-xml') return request;
  const plain = decodeAwsChunked(request, signature === 'malformed' ? undefined : signature, caller.secretAccessKey);
  checkBodyDigests(model, plain);
  return plain;
}
