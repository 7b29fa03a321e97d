import type { HttpRequest } from '../../../kernel/context.ts';

export interface UrlEventOptions {
  readonly urlId: string;
  readonly requestId: string;
  readonly now: Date;
  /** Who signed the request; absent for AuthType NONE. */
  readonly iam?: {
    readonly accessKey: string;
    readonly accountId: string;
    readonly callerId: string;
    readonly userArn: string;
    readonly userId: string;
  };
}

/**
 * The event of a function URL: API Gateway's payload format 2.0, with the sentinel values that function URLs have.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function urlEvent(request: HttpRequest, { urlId, requestId, now, iam }: UrlEventOptions): Record<string, unknown> {
  const mark = request.url.indexOf('?');
  const rawPath = mark < 0 ? request.url : request.url.slice(0, mark);
  const rawQueryString = mark < 0 ? '' : request.url.slice(mark + 1);
  const { cookie, ...headers } = request.headers;
  const host = headers['host'] ?? '';
  const isText = request.body.byteLength === 0 || isTextual(headers['content-type']);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: { ...headers, ...forwarded(request) },
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryParameters(rawQueryString) }),
    requestContext: {
      accountId: iam?.accountId ?? 'anonymous',
      apiId: urlId,
      ...(iam === undefined ? {} : { authentication: null, authorizer: { iam: { ...iam, cognitoIdentity: null, principalOrgId: null } } }),
      domainName: host,
      domainPrefix: urlId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(request.body.byteLength === 0 ? {} : { body: Buffer.from(request.body).toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  };
}

/** What AWS's front end adds. It speaks TLS only, so a function that sends http callers elsewhere must not see them here either. */
function forwarded({ headers, sourceIp }: HttpRequest): Record<string, string> {
  const before = headers['x-forwarded-for'];
  return {
    'x-forwarded-for': before === undefined ? sourceIp : `${before}, ${sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

/** AWS hands everything else over in base64, form data among it. */
function isTextual(contentType = ''): boolean {
  return /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/(?:javascript|graphql)\b)/i.test(contentType);
}

/** A name that comes several times has its values joined by commas. */
function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return parameters;
}

/** `12/Mar/2020:19:03:58 +0000` */
function clfTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
