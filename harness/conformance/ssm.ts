import * as sdk from '@aws-sdk/client-ssm';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import { ssmKeys } from './ssm-keys.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

interface Store {
  readonly ssm: sdk.SSMClient;
  /** A path of the case's own. */
  readonly root: string;
  readonly put: (name: string, Value: string, more?: Partial<sdk.PutParameterCommandInput>) => Promise<sdk.PutParameterCommandOutput>;
}

function storeOf(world: ConformanceWorld): Store {
  const ssm = world.client(sdk.SSMClient, world.account);
  const root = `/${world.unique('conformance')}`;
  const put: Store['put'] = (name, Value, more = {}) =>
    ssm.send(new sdk.PutParameterCommand({ Name: `${root}/${name}`, Value, Type: 'String', ...more }));
  return { ssm, root, put };
}

const cases: readonly ConformanceCase[] = [
  {
    name: 'keeps a parameter and its versions',
    async run(world) {
      const { ssm, root, put } = storeOf(world);
      world.assert.deepEqual([(await put('a', '1')).Version, (await put('a', '2', { Overwrite: true })).Version], [1, 2]);
      const again = await refusalOf(put('a', '3'));
      world.assert.equal(again.code, 'ParameterAlreadyExists');
      const Name = `${root}/a`;
      const { Parameter } = await ssm.send(new sdk.GetParameterCommand({ Name }));
      world.assert.deepEqual([Parameter?.Name, Parameter?.Value, Parameter?.Version, Parameter?.DataType], [Name, '2', 2, 'text']);
      world.assert.equal(Parameter?.ARN, `arn:aws:ssm:${world.region}:${world.account}:parameter${Name}`);
      const old = await ssm.send(new sdk.GetParameterCommand({ Name: `${Name}:1` }));
      world.assert.deepEqual([old.Parameter?.Value, old.Parameter?.Selector], ['1', ':1']);
      const byArn = await ssm.send(new sdk.GetParameterCommand({ Name: Parameter?.ARN }));
      world.assert.equal(byArn.Parameter?.Value, '2');
      const history = await ssm.send(new sdk.GetParameterHistoryCommand({ Name }));
      world.assert.deepEqual(
        history.Parameters?.map(({ Value }) => Value),
        ['1', '2'],
      );
      world.assert.equal((await refusalOf(ssm.send(new sdk.GetParameterCommand({ Name: `${Name}:9` })))).code, 'ParameterVersionNotFound');
    },
  },
  {
    name: 'shows a SecureString to who asks for its decryption',
    async run(world) {
      const { ssm, root, put } = storeOf(world);
      await put('secret', 'open sesame', { Type: 'SecureString' });
      const read = async (WithDecryption: boolean): Promise<string | undefined> =>
        (await ssm.send(new sdk.GetParameterCommand({ Name: `${root}/secret`, WithDecryption }))).Parameter?.Value;
      world.assert.equal(await read(true), 'open sesame');
      world.assert.equal((await read(false))?.includes('sesame'), false);
    },
  },
  {
    name: 'gives several parameters, and what lies under a path',
    async run(world) {
      const { ssm, root, put } = storeOf(world);
      for (const name of ['a', 'b', 'deep/c']) await put(name, name);
      const several = await ssm.send(new sdk.GetParametersCommand({ Names: [`${root}/a`, `${root}/nothing`] }));
      world.assert.deepEqual([several.Parameters?.map(({ Value }) => Value), several.InvalidParameters], [['a'], [`${root}/nothing`]]);
      const names = async (Recursive: boolean): Promise<unknown> =>
        (await ssm.send(new sdk.GetParametersByPathCommand({ Path: root, Recursive }))).Parameters?.map(({ Value }) => Value);
      world.assert.deepEqual(await names(false), ['a', 'b']);
      world.assert.deepEqual(await names(true), ['a', 'b', 'deep/c']);
      const page = await ssm.send(new sdk.GetParametersByPathCommand({ Path: root, Recursive: true, MaxResults: 2 }));
      world.assert.equal(page.Parameters?.length, 2);
      const next = await ssm.send(
        new sdk.GetParametersByPathCommand({ Path: root, Recursive: true, MaxResults: 2, NextToken: page.NextToken }),
      );
      world.assert.deepEqual(
        next.Parameters?.map(({ Value }) => Value),
        ['deep/c'],
      );
      const described = await ssm.send(
        new sdk.DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: [root] }] }),
      );
      world.assert.equal(described.Parameters?.length, 3);
    },
  },
  {
    name: 'removes parameters, one or many',
    async run(world) {
      const { ssm, root, put } = storeOf(world);
      for (const name of ['a', 'b']) await put(name, name);
      await ssm.send(new sdk.DeleteParameterCommand({ Name: `${root}/a` }));
      world.assert.equal((await refusalOf(ssm.send(new sdk.DeleteParameterCommand({ Name: `${root}/a` })))).code, 'ParameterNotFound');
      const many = await ssm.send(new sdk.DeleteParametersCommand({ Names: [`${root}/a`, `${root}/b`] }));
      world.assert.deepEqual([many.DeletedParameters, many.InvalidParameters], [[`${root}/b`], [`${root}/a`]]);
    },
  },
  {
    name: 'refuses names, values and types as AWS does',
    async run(world) {
      const { ssm, put } = storeOf(world);
      const code = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
      world.assert.equal(await code(ssm.send(new sdk.PutParameterCommand({ Name: '/aws/x', Value: 'v', Type: 'String' }))), 'AccessDenied');
      world.assert.equal(await code(ssm.send(new sdk.PutParameterCommand({ Name: 'ssmx', Value: 'v', Type: 'String' }))), 'Validation');
      world.assert.equal(await code(put('a', 'x'.repeat(4097))), 'Validation');
      world.assert.equal(await code(put('a', 'abc', { AllowedPattern: '\\d+' })), 'ParameterPatternMismatch');
      world.assert.equal(await code(put('a', 'v', { Type: 'SecureString', KeyId: 'alias/mine' })), 'InvalidKeyId');
      await put('a', 'v');
      world.assert.equal(await code(put('a', 'v', { Overwrite: true, Type: 'SecureString' })), 'HierarchyTypeMismatch');
    },
  },
  {
    name: 'tags parameters',
    async run(world) {
      const { ssm, root, put } = storeOf(world);
      await put('a', 'v', { Tags: [{ Key: 'x', Value: '1' }] });
      const resource = { ResourceType: 'Parameter', ResourceId: `${root}/a` } as const;
      await ssm.send(new sdk.AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'y', Value: '2' }] }));
      await ssm.send(new sdk.RemoveTagsFromResourceCommand({ ...resource, TagKeys: ['x'] }));
      const { TagList } = await ssm.send(new sdk.ListTagsForResourceCommand(resource));
      world.assert.deepEqual(TagList, [{ Key: 'y', Value: '2' }]);
    },
  },
  {
    name: 'lets a reader read what is his and no more',
    needs: ['iam-enforcement'],
    async run(world) {
      const { root, put } = storeOf(world);
      for (const name of ['mine/a', 'yours/a']) await put(name, name);
      const Resource = `arn:aws:ssm:${world.region}:${world.account}:parameter${root}/mine/*`;
      const person = await makeUser(world, world.account, { Effect: 'Allow', Action: ['ssm:GetParameter', 'ssm:GetParameters'], Resource });
      const ssm = world.client(sdk.SSMClient, world.account, person.credentials);
      await ssm.send(new sdk.GetParameterCommand({ Name: `${root}/mine/a` }));
      world.assert.equal((await refusalOf(ssm.send(new sdk.GetParameterCommand({ Name: `${root}/yours/a` })))).code, 'AccessDenied');
      const both = new sdk.GetParametersCommand({ Names: [`${root}/mine/a`, `${root}/yours/a`] });
      world.assert.equal((await refusalOf(ssm.send(both))).code, 'AccessDenied');
    },
  },
];

export const ssm: Conformance = { service: 'ssm', cases: [...cases, ...ssmKeys] };
