import { randomUUID } from 'node:crypto';
import { AwsError, awsErrorOf } from '../kernel/aws-error.ts';
import type { HttpRequest, HttpResponse } from '../kernel/context.ts';
import { asAwsError } from '../kernel/dispatch.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { LoadedService } from '../kernel/loaded-service.ts';
import { unknownOperation } from '../kernel/not-implemented.ts';
import { accountOfCaller } from '../kernel/principal-name.ts';
import type { Principal } from '../accounts/principal.ts';
import { protocols } from '../protocols/index.ts';
import { addressedService } from './addressed-service.ts';
import { authError } from './auth-errors.ts';
import { authenticate } from './authenticate.ts';
import type { AuthenticationRules, Caller } from './authenticate.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { requestTarget } from './request-target.ts';
import type { RequestTarget } from './request-target.ts';
import { route } from './route.ts';
import { signatureFields } from './signature-fields.ts';
import type { SignatureFields } from './signature-fields.ts';
import { mayBeUnsigned } from './unsigned-operations.ts';

/** Takes a request through authentication, routing and parsing to dispatch, and encodes what comes back. */
export async function answerRequest(kernel: Kernel, rules: AuthenticationRules, request: HttpRequest): Promise<HttpResponse> {
  const requestId = randomUUID();
  const target = requestTarget(request.url);
  const signature = signatureFields(request, target);
  const fields = signature === 'malformed' ? undefined : signature;
  const signingName = addressedService(request, target, fields);
  const service = await kernel.services.find(signingName);
  if (service === undefined) return noSuchService(signingName, requestId);
  const protocol = protocols[service.model.protocol];
  const refused: Refusal = { operation: '-', principal: { kind: 'anonymous' } };
  try {
    if (signature === 'malformed') throw authError(service.model.protocol, 'malformed-signature');
    return await answerAuthentic({ kernel, rules, request, target, fields, service, requestId, refused });
  } catch (thrown) {
    const error = asAwsError(kernel, service, thrown, refused.operation);
    // What reached dispatch is traced there.
    if (refused.operation !== dispatched) traceRefusal(kernel, service, requestId, fields, refused, error);
    return protocol.encodeError(service.model, error, requestId);
  }
}

/** What is known of a request when it is refused before dispatch. */
interface Refusal {
  operation: string;
  principal: Principal;
}

const dispatched = 'dispatched';

interface Visit {
  readonly kernel: Kernel;
  readonly rules: AuthenticationRules;
  readonly request: HttpRequest;
  readonly target: RequestTarget;
  readonly fields: SignatureFields | undefined;
  readonly service: LoadedService;
  readonly requestId: string;
  readonly refused: Refusal;
}

async function answerAuthentic(visit: Visit): Promise<HttpResponse> {
  const { kernel, rules, target, fields, service, requestId, refused } = visit;
  const { model } = service;
  const { operation: name, labels } = route(model, visit.request, target);
  refused.operation = name ?? `${visit.request.method} ${target.rawPath}`;
  const caller = fields === undefined ? unsigned(service, name) : authenticate(rules, visit.request, target, fields, model.protocol);
  refused.principal = caller?.principal ?? refused.principal;
  if (name === undefined && model.protocol === 'rest-xml') throw methodNotAllowed(visit.request.method);
  const operation = name === undefined ? undefined : service.operations.get(name);
  if (operation === undefined) throw awsErrorOf(unknownOperation(service, refused.operation));
  const request = model.protocol === 'rest-xml' ? decodeAwsChunked(visit.request, fields, caller?.secretAccessKey) : visit.request;
  const protocol = protocols[model.protocol];
  const input = protocol.parse(model, operation.model, { ...request, labels, query: target.query });
  const principal = refused.principal;
  refused.operation = dispatched;
  const output = await kernel.dispatch({
    requestId,
    service,
    operation,
    input,
    principal,
    account: accountOfCaller(principal),
    region: fields?.region ?? 'us-east-1',
    ...(caller === undefined ? {} : { accessKeyId: caller.accessKeyId }),
    http: { headers: request.headers, sourceIp: request.sourceIp, host: request.headers['host'] ?? '' },
    via: 'http',
  });
  return protocol.encode(model, operation.model, output, requestId);
}

function unsigned(service: LoadedService, operation: string | undefined): Caller | undefined {
  if (mayBeUnsigned(service.model.signingName, operation)) return undefined;
  throw authError(service.model.protocol, 'missing-signature');
}

function methodNotAllowed(method: string): AwsError {
  return new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, { Method: method });
}

function noSuchService(signingName: string, requestId: string): HttpResponse {
  const message = `This emulator has no service ${JSON.stringify(signingName)}.`;
  return {
    status: 501,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': 'NotImplementedException' },
    body: Buffer.from(JSON.stringify({ __type: 'NotImplementedException', message })),
  };
}

function traceRefusal(
  kernel: Kernel,
  service: LoadedService,
  requestId: string,
  fields: SignatureFields | undefined,
  { operation, principal }: Refusal,
  error: AwsError,
): void {
  kernel.trace.write({
    at: kernel.now().toISOString(),
    requestId,
    account: accountOfCaller(principal),
    region: fields?.region ?? 'us-east-1',
    service: service.definition.signingName,
    operation,
    principal: principal.kind === 'anonymous' || principal.kind === 'service' ? 'anonymous' : principal.arn,
    ...(fields === undefined ? {} : { accessKeyId: fields.accessKeyId }),
    wants: [],
    decision: 'none',
    status: error.httpStatus,
    errorCode: error.code,
    durationMs: 0,
    via: 'http',
  });
}
