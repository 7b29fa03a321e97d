import { createHash } from 'node:crypto';
import {
  DeleteFunctionCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { answering, invoke, makeFunction, makeTwoVersions, zipOf } from './functions.ts';
import { makeRole, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

export const lambdaFunctions: readonly ConformanceCase[] = [
  {
    name: 'gives the zip back byte for byte, and its digest',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'));
      const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      const zip = new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer());
      world.assert.deepEqual(zip, new Uint8Array(zipOf(answering('x'))));
      world.assert.equal(Configuration?.CodeSha256, createHash('sha256').update(zip).digest('base64'));
      world.assert.equal(Configuration?.CodeSize, zip.byteLength);
    },
  },
  {
    name: 'says of a function that no code signing is asked of it',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'));
      const { CodeSigningConfigArn } = await lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
      world.assert.equal(CodeSigningConfigArn ?? null, null);
      const refusal = await refusalOf(lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName: 'nobody' })));
      world.assert.deepEqual([refusal.code, refusal.status], ['ResourceNotFound', 404]);
    },
  },
  {
    name: 'keeps a configuration and changes it by its revision',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'), { Environment: { Variables: { STAGE: 'uat' } }, MemorySize: 256 });
      const before = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      world.assert.deepEqual(before.Environment, { Variables: { STAGE: 'uat' } });
      world.assert.deepEqual([before.MemorySize, before.Timeout, before.Runtime, before.Version], [256, 10, 'nodejs22.x', '$LATEST']);
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 20, RevisionId: before.RevisionId }));
      const stale = lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 30, RevisionId: before.RevisionId }));
      const refusal = await refusalOf(stale);
      world.assert.deepEqual([refusal.code, refusal.status], ['PreconditionFailed', 412]);
      world.assert.equal((await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).Timeout, 20);
    },
  },
  {
    name: 'publishes a version only of what has changed',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeTwoVersions(world);
      const again = await lambda.send(new PublishVersionCommand({ FunctionName }));
      world.assert.equal(again.Version, '2');
      world.assert.match(again.FunctionArn ?? '', /:2$/);
      const wrong = await refusalOf(lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'x' })));
      world.assert.equal(wrong.code, 'InvalidParameterValue');
      const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
      world.assert.deepEqual(
        Versions?.map(({ Version }) => Version),
        ['$LATEST', '1', '2'],
      );
      world.assert.equal((await invoke(lambda, { FunctionName, Qualifier: '1' })).result, 'one');
      await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }));
      world.assert.equal((await refusalOf(invoke(lambda, { FunctionName, Qualifier: '1' }))).code, 'ResourceNotFound');
    },
  },
  {
    name: 'changes nothing in a dry run',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('one'));
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf(answering('two')), DryRun: true }));
      world.assert.equal((await invoke(lambda, { FunctionName })).result, 'one');
    },
  },
  {
    name: 'refuses a second function of the same name, and knows a deleted one no more',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'));
      const second = await refusalOf(makeFunction(world, answering('x'), { FunctionName }));
      world.assert.deepEqual(
        [second.code, second.message, second.status],
        ['ResourceConflict', `Function already exist: ${FunctionName}`, 409],
      );
      await lambda.send(new DeleteFunctionCommand({ FunctionName }));
      const gone = await refusalOf(lambda.send(new GetFunctionCommand({ FunctionName })));
      const arn = `arn:aws:lambda:${world.region}:${world.account}:function:${FunctionName}`;
      world.assert.deepEqual([gone.code, gone.message, gone.status], ['ResourceNotFound', `Function not found: ${arn}`, 404]);
    },
  },
  {
    name: 'refuses a role that Lambda cannot assume',
    needs: ['iam-enforcement'],
    async run(world) {
      const Role = await makeRole(world, world.account, trustIn({ Service: 'ec2.amazonaws.com' }));
      const refusal = await refusalOf(makeFunction(world, answering('x'), { Role }));
      world.assert.deepEqual(
        [refusal.code, refusal.message],
        ['InvalidParameterValue', 'The role defined for the function cannot be assumed by Lambda.'],
      );
    },
  },
  {
    name: 'refuses a reserved environment variable',
    async run(world) {
      const refusal = await refusalOf(makeFunction(world, answering('x'), { Environment: { Variables: { AWS_REGION: 'x' } } }));
      world.assert.equal(refusal.code, 'InvalidParameterValue');
      world.assert.match(refusal.message, /Reserved keys used in this request: AWS_REGION/);
    },
  },
  {
    name: 'tags a function',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeFunction(world, answering('x'), { Tags: { team: 'payments' } });
      const { FunctionArn: Resource } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      await lambda.send(new TagResourceCommand({ Resource, Tags: { stage: 'uat', cost: '1' } }));
      await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['cost'] }));
      world.assert.deepEqual((await lambda.send(new ListTagsCommand({ Resource }))).Tags, { team: 'payments', stage: 'uat' });
    },
  },
];
