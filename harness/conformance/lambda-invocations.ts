import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { answering, invoke, makeFunction } from './functions.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

export const lambdaInvocations: readonly ConformanceCase[] = [
  {
    name: 'runs the handler with its event and says which version ran',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, 'export const handler = async (event) => ({ hello: event.name });');
      const answer = await invoke(lambda, { FunctionName, Payload: JSON.stringify({ name: 'Ada' }), LogType: 'Tail' });
      world.assert.deepEqual([answer.status, answer.error, answer.version, answer.result], [200, undefined, '$LATEST', { hello: 'Ada' }]);
      world.assert.match(answer.log, /START RequestId: [^]*END RequestId: [^]*REPORT RequestId: /);
    },
  },
  {
    name: 'answers what the handler throws, and what it never answers',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const code = `export const handler = async (event) => { if (event.throw) throw new TypeError('no'); for (;;) await new Promise((done) => setTimeout(done, 50)); };`;
      const FunctionName = await makeFunction(world, code, { Timeout: 1 });
      const thrown = await invoke(lambda, { FunctionName, Payload: '{"throw":true}' });
      const { errorType, errorMessage } = thrown.result as Record<string, unknown>;
      world.assert.deepEqual([thrown.status, thrown.error, errorType, errorMessage], [200, 'Unhandled', 'TypeError', 'no']);
      const late = await invoke(lambda, { FunctionName, Payload: '{}' });
      world.assert.equal(late.error, 'Unhandled');
      world.assert.match(String((late.result as Record<string, unknown>)['errorMessage']), /Task timed out after 1\.00 seconds$/);
    },
  },
  {
    name: 'answers events and dry runs without a result',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'));
      world.assert.equal((await invoke(lambda, { FunctionName, InvocationType: 'Event' })).status, 202);
      world.assert.equal((await invoke(lambda, { FunctionName, InvocationType: 'DryRun' })).status, 204);
    },
  },
  {
    name: 'refuses a payload that is no JSON',
    async run(world) {
      const FunctionName = await makeFunction(world, answering('x'));
      const refusal = await refusalOf(invoke(world.client(LambdaClient, world.account), { FunctionName, Payload: '{' }));
      world.assert.deepEqual([refusal.code, refusal.status], ['InvalidRequestContent', 400]);
    },
  },
  {
    name: 'refuses a payload of more than 6 MB',
    // LocalStack takes 7 MB; so a backend that enforces nothing else is not asked for this either.
    needs: ['iam-enforcement'],
    async run(world) {
      const FunctionName = await makeFunction(world, answering('x'));
      const Payload = JSON.stringify('x'.repeat(6_291_456));
      const refusal = await refusalOf(invoke(world.client(LambdaClient, world.account), { FunctionName, Payload }));
      world.assert.deepEqual([refusal.code, refusal.status], ['RequestEntityTooLarge', 413]);
    },
  },
  {
    name: 'throttles above the reserved concurrency',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'));
      await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
      const refusal = await refusalOf(invoke(lambda, { FunctionName }));
      world.assert.deepEqual([refusal.code, refusal.status], ['TooManyRequests', 429]);
    },
  },
  {
    name: 'lets another account invoke where both sides allow it, and only then',
    needs: ['iam-enforcement'],
    async run(world) {
      const own = world.client(LambdaClient, world.account);
      const name = await makeFunction(world, answering('x'));
      const FunctionName = `arn:aws:lambda:${world.region}:${world.account}:function:${name}`;
      const guest = await makeUser(world, world.otherAccount, { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FunctionName });
      const lambda = world.client(LambdaClient, world.otherAccount, guest.credentials);
      world.assert.equal((await refusalOf(invoke(lambda, { FunctionName }))).code, 'AccessDenied');
      const permission = { FunctionName: name, StatementId: 'guest', Action: 'lambda:InvokeFunction', Principal: world.otherAccount };
      await own.send(new AddPermissionCommand(permission));
      const { Policy = '{}' } = await own.send(new GetPolicyCommand({ FunctionName: name }));
      world.assert.deepEqual((JSON.parse(Policy) as { Statement: unknown }).Statement, [
        {
          Sid: 'guest',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${world.otherAccount}:root` },
          Action: 'lambda:InvokeFunction',
          Resource: FunctionName,
        },
      ]);
      world.assert.equal((await invoke(lambda, { FunctionName })).result, 'x');
      await own.send(new RemovePermissionCommand({ FunctionName: name, StatementId: 'guest' }));
      world.assert.equal((await refusalOf(invoke(lambda, { FunctionName }))).code, 'AccessDenied');
    },
  },
];
