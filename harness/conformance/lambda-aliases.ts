import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  LambdaClient,
  ListAliasesCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { invoke, makeTwoVersions } from './functions.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

/** Runs the alias `live` so often that both of its versions must have run, and says which did. */
async function versionsOf(world: ConformanceWorld, FunctionName: string): Promise<readonly string[]> {
  const lambda = world.client(LambdaClient, world.account);
  const ran = new Set<string>();
  for (let n = 0; n < 40; n += 1) ran.add((await invoke(lambda, { FunctionName, Qualifier: 'live' })).version ?? '');
  return [...ran].sort();
}

export const lambdaAliases: readonly ConformanceCase[] = [
  {
    name: 'points an alias to a version, and elsewhere',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeTwoVersions(world);
      const { RevisionId } = await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
      world.assert.equal((await invoke(lambda, { FunctionName, Qualifier: 'live' })).result, 'one');
      await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2', RevisionId }));
      world.assert.equal((await invoke(lambda, { FunctionName: `${FunctionName}:live` })).result, 'two');
      const stale = await refusalOf(lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', RevisionId })));
      world.assert.equal(stale.code, 'PreconditionFailed');
      const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName }));
      world.assert.deepEqual(
        Aliases?.map(({ Name, FunctionVersion }) => [Name, FunctionVersion]),
        [['live', '2']],
      );
      const used = await refusalOf(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' })));
      world.assert.equal(used.code, 'ResourceConflict');
      await lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
      world.assert.equal((await refusalOf(lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' })))).code, 'ResourceNotFound');
    },
  },
  {
    name: 'shares invocations between two versions by weights given at creation',
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeTwoVersions(world);
      const RoutingConfig = { AdditionalVersionWeights: { '2': 0.5 } };
      const alias = await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', RoutingConfig }));
      world.assert.deepEqual(alias.RoutingConfig, RoutingConfig);
      world.assert.deepEqual(await versionsOf(world, FunctionName), ['1', '2']);
    },
  },
  {
    name: 'shifts weights and takes them away',
    needs: ['alias-routing-update'],
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeTwoVersions(world);
      await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
      const route = (weights: Record<string, number>) =>
        lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig: { AdditionalVersionWeights: weights } }));
      await route({ '2': 0.5 });
      world.assert.deepEqual(await versionsOf(world, FunctionName), ['1', '2']);
      await route({ '2': 1 });
      world.assert.deepEqual(await versionsOf(world, FunctionName), ['2']);
      await route({});
      world.assert.deepEqual(await versionsOf(world, FunctionName), ['1']);
      world.assert.equal((await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).RoutingConfig, undefined);
    },
  },
  {
    name: 'refuses weights that are none',
    needs: ['alias-routing-update'],
    async run(world) {
      const lambda = world.client(LambdaClient, world.account);
      const FunctionName = await makeTwoVersions(world);
      await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
      const refused = async (AdditionalVersionWeights: Record<string, number>) =>
        (await refusalOf(lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig: { AdditionalVersionWeights } }))))
          .code;
      world.assert.equal(await refused({ '2': 1.5 }), 'Validation');
      world.assert.equal(await refused({ '2': -0.1 }), 'Validation');
      world.assert.equal(await refused({ '1': 0.1 }), 'InvalidParameterValue');
      world.assert.equal(await refused({ '1': 0.1, '2': 0.1 }), 'InvalidParameterValue');
      world.assert.equal(await refused({ '7': 0.1 }), 'ResourceNotFound');
    },
  },
];
