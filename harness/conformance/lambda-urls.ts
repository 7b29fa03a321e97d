import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { makeFunction } from './functions.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const echo = `export const handler = async (event) =>
  event.rawPath === '/plain' ? { plain: true } : event.rawPath === '/fail' ? (() => { throw new Error('no'); })()
  : { statusCode: 201, headers: { 'x-own': 'yes' }, body: JSON.stringify(event) };`;

/** A function with a public URL on its alias `live`, or one that nobody is permitted to call. */
async function open(world: ConformanceWorld, permitted: boolean): Promise<{ name: string; url: string }> {
  const lambda = world.client(LambdaClient, world.account);
  const FunctionName = await makeFunction(world, echo, { Publish: true });
  const alias = { FunctionName, Qualifier: 'live' };
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  const { FunctionUrl: url = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ ...alias, AuthType: 'NONE' }));
  if (!permitted) return { name: FunctionName, url };
  const byUrl = { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' as const };
  const behindIt = { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true };
  await lambda.send(new AddPermissionCommand({ ...alias, StatementId: 'url', Principal: '*', ...byUrl }));
  await lambda.send(new AddPermissionCommand({ ...alias, StatementId: 'function', Principal: '*', ...behindIt }));
  return { name: FunctionName, url };
}

export const lambdaUrls: readonly ConformanceCase[] = [
  {
    name: 'hands a request to a function URL over in payload format 2.0',
    async run(world) {
      const { url } = await open(world, true);
      const response = await fetch(`${await world.reach(url)}a/b?x=1&x=2`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'X-Mixed': 'Case' },
        body: '{"a":1}',
      });
      world.assert.deepEqual([response.status, response.headers.get('x-own')], [201, 'yes']);
      const event = (await response.json()) as Record<string, unknown> & { requestContext: Record<string, unknown> };
      world.assert.deepEqual(
        [event['version'], event['routeKey'], event['rawPath'], event['rawQueryString'], event['body'], event['isBase64Encoded']],
        ['2.0', '$default', '/a/b', 'x=1&x=2', '{"a":1}', false],
      );
      world.assert.deepEqual(event['queryStringParameters'], { x: '1,2' });
      world.assert.equal((event['headers'] as Record<string, string>)['x-mixed'], 'Case');
      const http = event.requestContext['http'] as Record<string, string>;
      world.assert.deepEqual([event.requestContext['stage'], http['method'], http['path']], ['$default', 'POST', '/a/b']);
    },
  },
  {
    name: 'takes a result without a status for the body, and a failure for 502',
    async run(world) {
      const { url } = await open(world, true);
      const at = await world.reach(url);
      const plain = await fetch(`${at}plain`);
      world.assert.deepEqual([plain.status, await plain.json()], [200, { plain: true }]);
      world.assert.equal((await fetch(`${at}fail`)).status, 502);
    },
  },
  {
    name: 'forbids a function URL that nothing permits',
    needs: ['iam-enforcement'],
    async run(world) {
      const { url } = await open(world, false);
      const response = await fetch(await world.reach(url));
      world.assert.equal(response.status, 403);
      world.assert.match(await response.text(), /Forbidden/);
    },
  },
  {
    name: 'keeps one URL an alias, and takes it away',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const { name: FunctionName, url } = await open(world, true);
      const alias = { FunctionName, Qualifier: 'live' };
      world.assert.equal((await lambda.send(new GetFunctionUrlConfigCommand(alias))).FunctionUrl, url);
      const second = await refusalOf(lambda.send(new CreateFunctionUrlConfigCommand({ ...alias, AuthType: 'NONE' })));
      world.assert.equal(second.code, 'ResourceConflict');
      await lambda.send(new DeleteFunctionUrlConfigCommand(alias));
      world.assert.equal((await refusalOf(lambda.send(new GetFunctionUrlConfigCommand(alias)))).code, 'ResourceNotFound');
    },
  },
];
