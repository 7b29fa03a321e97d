import * as sdk from '@aws-sdk/client-apigatewayv2';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { setTimeout as after } from 'node:timers/promises';
import { makeFunction } from './functions.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

const echo = `export const handler = async (event) =>
  event.rawPath === '/fail' ? (() => { throw new Error('no'); })() : { statusCode: 200, body: JSON.stringify(event) };`;

interface OpenApi {
  readonly client: sdk.ApiGatewayV2Client;
  readonly ApiId: string;
  readonly url: string;
  readonly route: (RouteKey: string) => Promise<string>;
}

/** An API on a stage that follows, in front of a function of its own that permits the routes under `permitted`. */
async function open(world: ConformanceWorld, permitted = '*'): Promise<OpenApi> {
  const client = world.client(sdk.ApiGatewayV2Client, world.account);
  const lambda = world.client(LambdaClient, world.account);
  const FunctionName = await makeFunction(world, echo);
  const made = await client.send(new sdk.CreateApiCommand({ Name: world.unique('api'), ProtocolType: 'HTTP' }));
  const { ApiId = '', ApiEndpoint: url = '' } = made;
  const IntegrationUri = `arn:aws:lambda:${world.region}:${world.account}:function:${FunctionName}`;
  const { IntegrationId = '' } = await client.send(
    new sdk.CreateIntegrationCommand({ ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri, PayloadFormatVersion: '2.0' }),
  );
  await client.send(new sdk.CreateStageCommand({ ApiId, StageName: '$default', AutoDeploy: true }));
  const SourceArn = `arn:aws:execute-api:${world.region}:${world.account}:${ApiId}/*/${permitted}`;
  const who = { Principal: 'apigateway.amazonaws.com', Action: 'lambda:InvokeFunction', StatementId: 'api' };
  await lambda.send(new AddPermissionCommand({ FunctionName, SourceArn, ...who }));
  const route = async (RouteKey: string): Promise<string> => {
    const { RouteId = '' } = await client.send(new sdk.CreateRouteCommand({ ApiId, RouteKey, Target: `integrations/${IntegrationId}` }));
    return RouteId;
  };
  return { client, ApiId, url, route };
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** AWS takes a moment until a stage serves what was deployed to it. */
async function get(url: string, wanted: number, init: RequestInit = {}): Promise<Answer> {
  for (let attempts = 1; ; attempts += 1) {
    const response = await fetch(url, init);
    const body = (await response.json()) as Record<string, unknown>;
    if (response.status === wanted || attempts === 10) return { status: response.status, body };
    await after(attempts * 100);
  }
}

const cases: readonly ConformanceCase[] = [
  {
    name: 'keeps an API, and gives its address',
    needs: ['http-apis'],
    async run(world) {
      const { client, ApiId, url } = await open(world);
      const api = await client.send(new sdk.GetApiCommand({ ApiId }));
      world.assert.deepEqual([api.ApiId, api.ProtocolType, api.ApiEndpoint], [ApiId, 'HTTP', url]);
      await client.send(new sdk.UpdateApiCommand({ ApiId, Description: 'changed' }));
      world.assert.equal((await client.send(new sdk.GetApiCommand({ ApiId }))).Description, 'changed');
      const { Items = [] } = await client.send(new sdk.GetApisCommand({}));
      world.assert.ok(Items.some((item) => item.ApiId === ApiId));
      await client.send(new sdk.DeleteApiCommand({ ApiId }));
      world.assert.equal((await refusalOf(client.send(new sdk.GetApiCommand({ ApiId })))).code, 'NotFound');
    },
  },
  {
    name: 'hands a request over in payload format 2.0, by the most specific route',
    needs: ['http-apis'],
    async run(world) {
      const { url, route } = await open(world);
      for (const key of ['ANY /{proxy+}', 'GET /items/{id}', 'GET /items/new']) await route(key);
      const seen = async (path: string, method = 'GET'): Promise<Answer['body']> => (await get(`${url}${path}`, 200, { method })).body;
      const one = await seen('/items/7?x=1');
      world.assert.deepEqual(
        [one['version'], one['routeKey'], one['pathParameters'], one['queryStringParameters']],
        ['2.0', 'GET /items/{id}', { id: '7' }, { x: '1' }],
      );
      world.assert.equal((await seen('/items/new'))['routeKey'], 'GET /items/new');
      world.assert.deepEqual((await seen('/items/7', 'DELETE'))['pathParameters'], { proxy: 'items/7' });
    },
  },
  {
    name: 'answers in its own words for no route and for a function that fails',
    needs: ['http-apis'],
    async run(world) {
      const { url, route } = await open(world);
      await route('GET /fail');
      world.assert.deepEqual(await get(`${url}/fail`, 500), { status: 500, body: { message: 'Internal Server Error' } });
      world.assert.deepEqual(await get(`${url}/nowhere`, 404), { status: 404, body: { message: 'Not Found' } });
    },
  },
  {
    name: 'calls no function that does not permit the route',
    needs: ['http-apis', 'iam-enforcement'],
    async run(world) {
      const { url, route } = await open(world, 'GET/mine');
      await route('GET /mine');
      await route('GET /other');
      world.assert.equal((await get(`${url}/mine`, 200)).status, 200);
      world.assert.deepEqual(await get(`${url}/other`, 500), { status: 500, body: { message: 'Internal Server Error' } });
    },
  },
  {
    name: 'refuses a second route of the same key, and an API of nobody’s',
    needs: ['http-apis'],
    async run(world) {
      const { client, route } = await open(world);
      await route('GET /once');
      world.assert.equal((await refusalOf(route('GET /once'))).code, 'Conflict');
      world.assert.equal((await refusalOf(client.send(new sdk.GetRoutesCommand({ ApiId: 'nobodys' })))).code, 'NotFound');
    },
  },
  {
    name: 'lets nobody see APIs without permission',
    needs: ['http-apis', 'iam-enforcement'],
    async run(world) {
      const { credentials } = await makeUser(world, world.account);
      const theirs = world.client(sdk.ApiGatewayV2Client, world.account, credentials);
      const refusal = await refusalOf(theirs.send(new sdk.GetApisCommand({})));
      world.assert.equal(refusal.code, 'AccessDenied');
      world.assert.match(
        refusal.message,
        /is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:[a-z0-9-]+::\/apis/,
      );
    },
  },
];

export const apigateway: Conformance = { service: 'apigateway', cases };
