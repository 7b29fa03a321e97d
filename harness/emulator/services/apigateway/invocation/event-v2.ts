import { clfTime, eventBody, forwardedHeaders, splitUrl, type ApiRequest } from './api-request.ts';

/**
 * The event in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV2(call: ApiRequest): Record<string, unknown> {
  const { api, account, stage, matched, request, requestId, now } = call;
  const { rawPath, rawQueryString } = splitUrl(request.url);
  const { cookie, ...headers } = forwardedHeaders(request);
  const host = headers['host'] ?? '';
  return {
    version: '2.0',
    routeKey: matched.route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: joinedQuery(rawQueryString) }),
    requestContext: {
      accountId: account,
      apiId: api.apiId,
      domainName: host,
      domainPrefix: api.apiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: matched.route.routeKey,
      stage: stage.stageName,
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(matched.pathParameters).length === 0 ? {} : { pathParameters: matched.pathParameters }),
    ...(Object.keys(stage.variables).length === 0 ? {} : { stageVariables: stage.variables }),
    ...eventBody(request),
  };
}

/** A name that comes several times has its values joined by commas. */
function joinedQuery(query: string): Readonly<Record<string, string>> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  return joined;
}
