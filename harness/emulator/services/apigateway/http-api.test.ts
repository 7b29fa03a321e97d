import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as api from '@aws-sdk/client-apigatewayv2';
import { CreateRoleCommand, CreateUserCommand, CreateAccessKeyCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount, type TestEmulator } from '../../testing.ts';

const code = `export const handler = async (event) => {
  if (event.rawPath === '/fail') throw new Error('no');
  if (event.rawPath === '/plain') return { plain: true };
  if (event.rawPath === '/bytes') return { statusCode: 200, headers: { 'content-type': 'image/png' }, body: 'AAEC', isBase64Encoded: true };
  if (event.rawPath === '/cookies') return { statusCode: 201, cookies: ['a=1', 'b=2'], headers: { 'access-control-allow-origin': 'own' }, body: '' };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) };
};`;

const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
let emulator: TestEmulator;
let gateway: api.ApiGatewayV2Client;
let lambda: LambdaClient;
let functionArn: string;

beforeAll(async () => {
  emulator = await startTestEmulator({ dataDir });
  gateway = emulator.client(api.ApiGatewayV2Client);
  lambda = emulator.client(LambdaClient);
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const iam = emulator.client(IAMClient);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const made = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'web',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
  functionArn = made.FunctionArn ?? '';
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

interface Opened {
  readonly ApiId: string;
  readonly url: string;
}

/** An API with these routes to the function, which it may call, on stages that follow. */
async function open(
  routes: readonly string[],
  more: { readonly version?: string; readonly stages?: readonly string[]; readonly cors?: api.Cors; readonly sourceArn?: string } = {},
): Promise<Opened> {
  const { ApiId = '', ApiEndpoint: url = '' } = await gateway.send(
    new api.CreateApiCommand({ Name: 'web', ProtocolType: 'HTTP', ...(more.cors === undefined ? {} : { CorsConfiguration: more.cors }) }),
  );
  const { IntegrationId } = await gateway.send(
    new api.CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: functionArn,
      PayloadFormatVersion: more.version ?? '2.0',
    }),
  );
  for (const RouteKey of routes) {
    await gateway.send(new api.CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${IntegrationId ?? ''}` }));
  }
  for (const StageName of more.stages ?? ['$default']) {
    await gateway.send(new api.CreateStageCommand({ ApiId, StageName, AutoDeploy: true, StageVariables: { colour: 'red' } }));
  }
  await permit(ApiId, more.sourceArn ?? `arn:aws:execute-api:eu-central-1:${testAccount}:${ApiId}/*`);
  return { ApiId, url };
}

async function permit(StatementId: string, SourceArn: string): Promise<void> {
  const who = { Principal: 'apigateway.amazonaws.com', Action: 'lambda:InvokeFunction' };
  await lambda.send(new AddPermissionCommand({ FunctionName: 'web', StatementId, SourceArn, ...who }));
}

describe('a request to an HTTP API', () => {
  it('reaches the function in payload format 2.0', async () => {
    const { ApiId, url } = await open(['POST /items/{id}']);
    const response = await fetch(`${url}/items/a%20b?x=1&x=2`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'X-Mixed': 'Case' },
      body: '{"a":1}',
    });
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /items/{id}',
      rawPath: '/items/a%20b',
      rawQueryString: 'x=1&x=2',
      cookies: ['a=1', 'b=2'],
      headers: { 'x-mixed': 'Case', 'x-forwarded-proto': 'https' },
      queryStringParameters: { x: '1,2' },
      pathParameters: { id: 'a b' },
      stageVariables: { colour: 'red' },
      requestContext: {
        accountId: testAccount,
        apiId: ApiId,
        stage: '$default',
        routeKey: 'POST /items/{id}',
        http: { method: 'POST', path: '/items/a%20b', protocol: 'HTTP/1.1' },
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('reaches it in payload format 1.0, under the name of the stage', async () => {
    const { url } = await open(['ANY /{proxy+}'], { version: '1.0', stages: ['dev'] });
    const response = await fetch(`${url}/dev/a/b?x=1&x=2`, { method: 'PUT', body: new Uint8Array([0, 1]) });
    expect(await response.json()).toMatchObject({
      version: '1.0',
      resource: '/{proxy+}',
      path: '/dev/a/b',
      httpMethod: 'PUT',
      queryStringParameters: { x: '2' },
      multiValueQueryStringParameters: { x: ['1', '2'] },
      pathParameters: { proxy: 'a/b' },
      requestContext: { stage: 'dev', resourcePath: '/{proxy+}', httpMethod: 'PUT' },
      body: 'AAE=',
      isBase64Encoded: true,
    });
    expect((await fetch(`${url}/a/b`)).status).toBe(404);
  });

  it('is answered with bytes, cookies and plain results as the function gives them', async () => {
    const { url } = await open(['$default']);
    expect(await (await fetch(`${url}/plain`)).json()).toEqual({ plain: true });
    expect(new Uint8Array(await (await fetch(`${url}/bytes`)).arrayBuffer())).toEqual(new Uint8Array([0, 1, 2]));
    const cookies = await fetch(`${url}/cookies`);
    expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([201, ['a=1', 'b=2']]);
  });

  it.each([
    ['no route', '/nowhere', 404, 'Not Found'],
    ['a function that fails', '/fail', 500, 'Internal Server Error'],
  ])('with %s is answered in API Gateway’s words', async (_what, path, status, message) => {
    const { url } = await open(['GET /fail', 'GET /fine']);
    const response = await fetch(`${url}${path}`);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  it('is answered 500 where the function does not permit it, and the trace says why', async () => {
    const { ApiId, url } = await open(['GET /a', 'GET /b'], { sourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:none/*' });
    await lambda.send(new RemovePermissionCommand({ FunctionName: 'web', StatementId: ApiId }));
    await permit(`${ApiId}-a`, `arn:aws:execute-api:eu-central-1:${testAccount}:${ApiId}/*/GET/a`);
    expect((await fetch(`${url}/a`)).status).toBe(200);
    const refused = await fetch(`${url}/b`);
    expect([refused.status, await refused.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const denied = emulator.trace().filter(({ decision, operation }) => decision === 'denied' && operation === 'Invoke');
    expect(denied.map(({ principal, wants }) => [principal, wants[0]?.action])).toEqual([
      ['apigateway.amazonaws.com', 'lambda:InvokeFunction'],
    ]);
  });

  it('from another origin is answered as the CORS configuration says, whatever the function does', async () => {
    const { url } = await open(['$default'], { cors: { AllowOrigins: ['https://shop'], AllowMethods: ['GET'], MaxAge: 60 } });
    const headers = { origin: 'https://shop', 'access-control-request-method': 'GET' };
    const preflight = await fetch(`${url}/cookies`, { method: 'OPTIONS', headers });
    expect([
      preflight.status,
      preflight.headers.get('access-control-allow-methods'),
      preflight.headers.get('access-control-max-age'),
    ]).toEqual([204, 'GET', '60']);
    const answer = await fetch(`${url}/cookies`, { headers: { origin: 'https://shop' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop');
    expect(
      (await fetch(`${url}/cookies`, { headers: { origin: 'https://elsewhere' } })).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });
});

describe('a stage', () => {
  it('without AutoDeploy serves what was deployed to it', async () => {
    const { ApiId, url } = await open(['GET /old'], { stages: [] });
    const { DeploymentId } = await gateway.send(new api.CreateDeploymentCommand({ ApiId }));
    await gateway.send(new api.CreateStageCommand({ ApiId, StageName: '$default', DeploymentId }));
    const { Items: [integration] = [] } = await gateway.send(new api.GetIntegrationsCommand({ ApiId }));
    const Target = `integrations/${integration?.IntegrationId ?? ''}`;
    await gateway.send(new api.CreateRouteCommand({ ApiId, RouteKey: 'GET /new', Target }));
    expect((await fetch(`${url}/old`)).status).toBe(200);
    expect((await fetch(`${url}/new`)).status).toBe(404);
    await gateway.send(new api.CreateDeploymentCommand({ ApiId, StageName: '$default' }));
    expect((await fetch(`${url}/new`)).status).toBe(200);
  });
});

describe('an OpenAPI document', () => {
  const document = (paths: object): string =>
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'imported', version: '1.0' },
      paths,
      'x-amazon-apigateway-cors': { allowOrigins: ['*'] },
    });
  const to = (uri: string): object => ({
    'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', payloadFormatVersion: '2.0', uri },
  });

  it('is imported with its routes, and imported again over them', async () => {
    const uri = `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
    const made = await gateway.send(new api.ImportApiCommand({ Body: document({ '/one': { get: to(uri) } }) }));
    expect([made.Name, made.CorsConfiguration]).toEqual(['imported', { AllowOrigins: ['*'] }]);
    const ApiId = made.ApiId ?? '';
    const Body = document({ $default: { 'x-amazon-apigateway-any-method': { ...to(uri), isDefaultRoute: true } }, '/two': { any: {} } });
    await gateway.send(new api.ReimportApiCommand({ ApiId, Body }));
    const { Items } = await gateway.send(new api.GetRoutesCommand({ ApiId }));
    expect(Items?.map(({ RouteKey }) => RouteKey)).toEqual(['$default']);
  });

  it('with an authorizer is refused by name', async () => {
    const paths = { '/one': { get: { security: [{ jwt: [] }] } } };
    await expect(gateway.send(new api.ImportApiCommand({ Body: document(paths) }))).rejects.toThrow(/authorizer.*not implemented/);
  });
});

describe('what is not emulated', () => {
  it.each([
    ['a WebSocket API', (_ApiId: string) => new api.CreateApiCommand({ Name: 'x', ProtocolType: 'WEBSOCKET' })],
    [
      'an authorizer on a route',
      (ApiId: string) => new api.CreateRouteCommand({ ApiId, RouteKey: 'GET /x', AuthorizationType: 'JWT', AuthorizerId: 'a' }),
    ],
    [
      'a proxy to a URL',
      (ApiId: string) => new api.CreateIntegrationCommand({ ApiId, IntegrationType: 'HTTP_PROXY', IntegrationUri: 'http://x' }),
    ],
  ])('%s is refused by name', async (_what, command) => {
    const { ApiId } = await open([]);
    await expect(gateway.send(command(ApiId) as api.CreateApiCommand)).rejects.toThrow('not implemented by this emulator');
  });
});

it('an API is open to whoever IAM lets in: not to a user without a policy', async () => {
  const iam = emulator.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: 'nobody' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'nobody' }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  const theirs = new api.ApiGatewayV2Client(emulator.configuration(credentials));
  await expect(theirs.send(new api.GetApisCommand({}))).rejects.toThrow(/not authorized to perform: apigateway:GET/);
});

it('an API is at its address again after a restart', async () => {
  const { url } = await open(['GET /items']);
  await emulator[Symbol.asyncDispose]();
  emulator = await startTestEmulator({ dataDir });
  expect((await fetch(`${url}/items`)).status).toBe(200);
});
