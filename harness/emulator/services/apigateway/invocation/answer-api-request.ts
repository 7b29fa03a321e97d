import { randomUUID } from 'node:crypto';
import { Invoke$ } from '@aws-sdk/client-lambda';
import type { Partition } from '../../../accounts/state.ts';
import type { HttpRequest, HttpResponse, ServiceHost } from '../../../kernel/context.ts';
import { lambdaArnOf, withStageVariables } from '../lambda-uri.ts';
import { apiTables, type ApiRow, type IntegrationRow } from '../state.ts';
import { splitUrl, type ApiRequest } from './api-request.ts';
import { corsHeaders, preflightAnswer, withoutCors } from './cors-headers.ts';
import { eventV1 } from './event-v1.ts';
import { eventV2 } from './event-v2.ts';
import { internalServerError, notFound, serviceUnavailable, tooLarge } from './gateway-answers.ts';
import { matchRoute } from './match-route.ts';
import { proxyResponse } from './proxy-response.ts';

const mostBodyBytes = 10 * 1024 * 1024;

/** One request to an HTTP API. Never rejects for what the caller or the function did. */
export async function answerApiRequest(host: ServiceHost, partition: Partition, api: ApiRow, request: HttpRequest): Promise<HttpResponse> {
  const requestId = randomUUID();
  const preflight = api.cors === undefined ? undefined : preflightAnswer(api.cors, request);
  const answer = preflight ?? (await routed(host, partition, api, request, requestId));
  const allowed = api.cors === undefined || preflight !== undefined ? answer : withCors(answer, corsHeaders(api.cors, request));
  return { ...allowed, headers: { ...allowed.headers, 'apigw-requestid': requestId } };
}

function withCors(answer: HttpResponse, cors: Readonly<Record<string, string>>): HttpResponse {
  const bare = withoutCors(answer);
  return { ...bare, headers: { ...bare.headers, ...cors } };
}

async function routed(
  host: ServiceHost,
  partition: Partition,
  api: ApiRow,
  request: HttpRequest,
  requestId: string,
): Promise<HttpResponse> {
  const tables = apiTables(partition);
  const { rawPath } = splitUrl(request.url);
  const [, first = '', ...rest] = rawPath.split('/');
  const named = first === '$default' ? undefined : tables.stages.get(`${api.apiId}/${first}`);
  const stage = named ?? tables.stages.get(`${api.apiId}/$default`);
  const deployment = stage?.deploymentId === undefined ? undefined : tables.deployments.get(`${api.apiId}/${stage.deploymentId}`);
  if (stage === undefined || deployment === undefined) return notFound;
  const matched = matchRoute(deployment.routes, request.method, named === undefined ? rawPath : `/${rest.join('/')}`);
  const integrationId = matched?.route.target?.replace(/^integrations\//, '');
  const integration = deployment.integrations.find((candidate) => candidate.integrationId === integrationId);
  if (matched === undefined || integration === undefined) return notFound;
  if (request.body.byteLength > mostBodyBytes) return tooLarge;
  const call: ApiRequest = { api, account: partition.account, stage, matched, request, requestId, now: host.now() };
  return withinTime(integration.timeoutInMillis, invoke(host, partition.region, call, integration));
}

/** AWS gives up waiting; the function goes on. */
async function withinTime(milliseconds: number, answer: Promise<HttpResponse>): Promise<HttpResponse> {
  const late = Promise.withResolvers<HttpResponse>();
  const timer = setTimeout(() => late.resolve(serviceUnavailable), milliseconds);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function invoke(host: ServiceHost, region: string, call: ApiRequest, integration: IntegrationRow): Promise<HttpResponse> {
  const { payloadFormatVersion: format } = integration;
  const arn = lambdaArnOf(withStageVariables(integration.uri, call.stage.variables));
  if (arn === undefined) return internalServerError;
  const event = format === '2.0' ? eventV2(call) : eventV1(call);
  try {
    const { Payload, FunctionError } = await host.call<InvokeOutput>(
      Invoke$,
      { FunctionName: arn, Payload: Buffer.from(JSON.stringify(event)) },
      {
        as: { kind: 'service', account: call.account, service: 'apigateway.amazonaws.com', sourceArn: sourceArn(region, call) },
        account: call.account,
        region: arn.split(':')[3] ?? region,
      },
    );
    if (FunctionError !== undefined) return internalServerError;
    return proxyResponse(Payload ?? new Uint8Array(), format) ?? internalServerError;
  } catch (error) {
    const status = error instanceof Error && 'httpStatus' in error ? error.httpStatus : undefined;
    if (typeof status !== 'number') throw error;
    // A function that is throttled; whatever else Lambda refuses, no permission among it, is not told to the caller.
    return status === 429 ? serviceUnavailable : internalServerError;
  }
}

interface InvokeOutput {
  readonly Payload?: Uint8Array;
  readonly FunctionError?: string;
}

/** What a Lambda permission's SourceArn is held against: `<api>/<stage>/<METHOD>/<path of the route>`. */
function sourceArn(region: string, { account, api, stage, matched, request }: ApiRequest): string {
  const { routeKey } = matched.route;
  const route = routeKey === '$default' ? routeKey : `${request.method}${routeKey.split(' ')[1] ?? ''}`;
  return `arn:aws:execute-api:${region}:${account}:${api.apiId}/${stage.stageName}/${route}`;
}
