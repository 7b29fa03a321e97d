import { clfTime, eventBody, forwardedHeaders, splitUrl, type ApiRequest } from './api-request.ts';

/**
 * The event in payload format 1.0, which is that of REST APIs. What is empty is null, not left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV1(call: ApiRequest): Record<string, unknown> {
  const { matched, request, stage } = call;
  const { rawPath, rawQueryString } = splitUrl(request.url);
  const headers = forwardedHeaders(request);
  const query = [...new URLSearchParams(rawQueryString)];
  const { body = null, isBase64Encoded } = eventBody(request);
  return {
    version: '1.0',
    resource: resourceOf(matched.route.routeKey),
    path: rawPath,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: orNull(Object.fromEntries(query)),
    multiValueQueryStringParameters: orNull(lists(query)),
    requestContext: requestContext(call, rawPath, headers),
    pathParameters: orNull(matched.pathParameters),
    stageVariables: orNull(stage.variables),
    body,
    isBase64Encoded,
  };
}

function requestContext(call: ApiRequest, path: string, headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const { api, account, stage, matched, request, requestId, now } = call;
  return {
    accountId: account,
    apiId: api.apiId,
    domainName: headers['host'] ?? '',
    domainPrefix: api.apiId,
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: headers['user-agent'] ?? '',
      userArn: null,
    },
    path,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: clfTime(now),
    requestTimeEpoch: now.getTime(),
    resourceId: matched.route.routeKey,
    resourcePath: resourceOf(matched.route.routeKey),
    stage: stage.stageName,
  };
}

function resourceOf(routeKey: string): string {
  return routeKey === '$default' ? routeKey : (routeKey.split(' ')[1] ?? '');
}

function lists(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[]>> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of pairs) all[name] = [...(all[name] ?? []), value];
  return all;
}

function orNull<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length === 0 ? null : value;
}
