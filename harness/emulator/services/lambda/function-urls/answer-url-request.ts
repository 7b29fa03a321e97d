import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../accounts/principal.ts';
import type { Partition } from '../../../accounts/state.ts';
import type { HttpRequest, HttpResponse } from '../../../kernel/context.ts';
import type { FunctionRef } from '../function-ref.ts';
import { invokeFunction } from '../invoke-function.ts';
import type { FunctionRunner } from '../invoke-function.ts';
import { maxInvokePayloadBytes } from '../payload-limits.ts';
import type { FunctionUrlRow } from '../state.ts';
import { refusalOfCaller } from './url-authorise.ts';
import { corsHeaders, preflightAnswer } from './url-cors.ts';
import { urlEvent } from './url-event.ts';
import type { UrlEventOptions } from './url-event.ts';
import { urlResponse } from './url-response.ts';

/** One request to a function URL. Never rejects for what the caller or the function did. */
export async function answerUrlRequest(
  running: FunctionRunner,
  partition: Partition,
  row: FunctionUrlRow,
  request: HttpRequest,
): Promise<HttpResponse> {
  const requestId = randomUUID();
  const startedAt = performance.now();
  const preflight = row.cors === undefined ? undefined : preflightAnswer(row.cors, request);
  const { account, region } = partition;
  const ref: FunctionRef = { account, region, name: row.functionName, ...(row.alias === '' ? {} : { qualifier: row.alias }) };
  const { answer, executedVersion } =
    preflight === undefined
      ? await answerOrError(running, partition, row, ref, request, requestId)
      : { answer: preflight, executedVersion: null };
  traceUrlRequest(running, ref, request, { requestId, executedVersion, status: answer.status, durationMs: performance.now() - startedAt });
  const cors = row.cors === undefined || preflight !== undefined ? {} : corsHeaders(row.cors, request);
  return { ...answer, headers: { ...answer.headers, ...cors, 'x-amzn-requestid': requestId } };
}

/** The answer, and which version gave it: null where none did. */
interface UrlAnswer {
  readonly answer: HttpResponse;
  readonly executedVersion: string | null;
}

interface AnsweredUrlRequest {
  readonly requestId: string;
  readonly executedVersion: string | null;
  readonly status: number;
  readonly durationMs: number;
}

/** What CloudWatch counts as UrlRequestCount, Url4xxCount, Url5xxCount and UrlRequestLatency, a line a request; and by which version. */
function traceUrlRequest({ host }: FunctionRunner, ref: FunctionRef, { method, url }: HttpRequest, answered: AnsweredUrlRequest): void {
  host.trace({
    at: host.now().toISOString(),
    kind: 'url-request',
    service: 'lambda',
    account: ref.account,
    region: ref.region,
    function: ref.name,
    ...(ref.qualifier === undefined ? {} : { qualifier: ref.qualifier }),
    method,
    // What is asked with a path is not for a trace.
    path: url.replace(/[?#].*$/, ''),
    ...answered,
    durationMs: Math.round(answered.durationMs * 1000) / 1000,
    wants: [],
  });
}

async function answerOrError(
  running: FunctionRunner,
  partition: Partition,
  row: FunctionUrlRow,
  ref: FunctionRef,
  request: HttpRequest,
  requestId: string,
): Promise<UrlAnswer> {
  const { host } = running;
  const by = (answer: HttpResponse, executedVersion: string | null = null): UrlAnswer => ({ answer, executedVersion });
  try {
    const caller: Principal = row.authType === 'AWS_IAM' ? host.authenticate(request, 'lambda') : { kind: 'anonymous' };
    if (refusalOfCaller(host, partition, ref, row, caller) !== undefined) return by(forbidden);
    if (request.body.byteLength > maxInvokePayloadBytes)
      return by(message(413, `Request must be smaller than ${maxInvokePayloadBytes} bytes for the InvokeFunction operation`));
    const event = urlEvent(request, { urlId: row.urlId, requestId, now: host.now(), ...iamOf(request, caller) });
    const payload = Buffer.from(JSON.stringify(event));
    const { outcome, executedVersion } = await invokeFunction(running, partition, ref, {
      requestId,
      payload,
      wantsLog: false,
      via: 'function-url',
    });
    return by((outcome.kind === 'answered' ? urlResponse(outcome.payload) : undefined) ?? badGateway, executedVersion);
  } catch (error) {
    const known = asHttpError(error);
    if (known === undefined) throw error;
    if (known.status === 403) return by({ ...forbidden, body: Buffer.from(JSON.stringify({ Message: known.message })) });
    return by(message(known.status, known.message));
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html names this page in the answer itself. */
const forbidden = message(
  403,
  'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  'AccessDeniedException',
);

const badGateway: HttpResponse = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('Internal Server Error'),
};

function message(status: number, text: string, errorType?: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }) },
    body: Buffer.from(JSON.stringify({ Message: text })),
  };
}

function asHttpError(error: unknown): { readonly status: number; readonly message: string } | undefined {
  if (!(error instanceof Error && 'httpStatus' in error && typeof error.httpStatus === 'number')) return undefined;
  return { status: error.httpStatus, message: error.message };
}

function iamOf(request: HttpRequest, caller: Principal): Pick<UrlEventOptions, 'iam'> {
  if (caller.kind === 'anonymous' || caller.kind === 'service' || caller.kind === 'web-identity') return {};
  const accessKey = /Credential=([^/]+)/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  const userId = idOf(caller);
  return { iam: { accessKey, accountId: caller.account, callerId: userId, userArn: caller.arn, userId } };
}

function idOf(caller: Exclude<Principal, { kind: 'anonymous' | 'service' | 'web-identity' }>): string {
  if (caller.kind === 'root') return caller.account;
  return caller.kind === 'user' ? caller.userId : `${caller.roleId}:${caller.sessionName}`;
}
