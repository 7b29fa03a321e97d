import { randomUUID } from 'node:crypto';
import type { AwsError } from '../kernel/aws-error.ts';
import type { HttpRequest, HttpResponse } from '../kernel/context.ts';
import { asAwsError } from '../kernel/dispatch.ts';
import type { IncomingCall, Kernel } from '../kernel/kernel.ts';
import { protocols } from '../protocols/index.ts';
import { addressedService } from './addressed-service.ts';
import type { Arrival } from './arrival.ts';
import { anonymousCaller } from './authenticate.ts';
import type { AuthenticationRules, Caller } from './authenticate.ts';
import { callerOf } from './caller-of.ts';
import { readCall } from './read-call.ts';
import { traceRefusal } from './refusal-trace.ts';
import { requestTarget } from './request-target.ts';
import { route } from './route.ts';
import { signatureFields } from './signature-fields.ts';

/** Takes a request through authentication, routing and parsing to dispatch, and encodes what comes back. */
export async function answerRequest(kernel: Kernel, rules: AuthenticationRules, request: HttpRequest): Promise<HttpResponse> {
  const requestId = randomUUID();
  const target = requestTarget(request.url);
  const signature = signatureFields(request, target);
  const signingName = addressedService(request, target, signature === 'malformed' ? undefined : signature);
  const service = await kernel.services.find(signingName);
  if (service === undefined) return noSuchService(signingName, requestId);
  const arrival: Arrival = { request, target, signature, service, route: route(service.model, request, target), requestId };
  return answerArrival(kernel, rules, arrival);
}

async function answerArrival(kernel: Kernel, rules: AuthenticationRules, arrival: Arrival): Promise<HttpResponse> {
  const { service, requestId } = arrival;
  const protocol = protocols[service.model.protocol];
  const refused = (error: AwsError): HttpResponse => {
    const { headers, ...rest } = protocol.encodeError(service.model, error, requestId);
    return { ...rest, headers: { ...headers, ...error.headers } };
  };
  let caller: Caller = anonymousCaller;
  let call: IncomingCall;
  try {
    caller = callerOf(rules, arrival);
    call = readCall(arrival, caller);
  } catch (thrown) {
    const error = asAwsError(kernel, service, thrown, arrival.route.operation ?? 'routing');
    traceRefusal(kernel, arrival, caller, error);
    return refused(error);
  }
  try {
    const output = await kernel.dispatch(call);
    const { operation, model } = call.operation;
    const response = protocol.encode(service.model, model, output, requestId);
    const status = operation.status?.(output);
    return status === undefined ? response : { ...response, status };
  } catch (thrown) {
    return refused(asAwsError(kernel, service, thrown, call.operation.model.name));
  }
}

function noSuchService(signingName: string, requestId: string): HttpResponse {
  const message = `This emulator has no service ${JSON.stringify(signingName)}.`;
  return {
    status: 501,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': 'NotImplementedException' },
    body: Buffer.from(JSON.stringify({ __type: 'NotImplementedException', message })),
  };
}
