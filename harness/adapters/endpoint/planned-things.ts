import type { Project } from '../../../src/model/project.ts';
import type { WorldPlan } from '../../backends/backend.ts';
import type { MadeThing, ThingKind } from '../../backends/endpoint/tenancy.ts';
import {
  applicationSecret,
  ciUser,
  copiesBucket,
  lockTable,
  migratorSecret,
  peopleRole,
  pipelineRole,
  platformRole,
  registryBucket,
  stackPrefix,
  stageRole,
  stateBucket,
  stateTable,
  testRole,
} from '../aws/names.ts';
import { cdkParameter, isOfCdk } from '../bootstrap/cdk-bootstrap.ts';
import { registryKeyAlias } from '../bootstrap/registry-key.ts';
import { flagParameter } from '../flags/flag-parameters.ts';
import { issuerAddress } from '../identity/web-identity.ts';
import { copiesOf, databasesOf } from '../world/prepare-world.ts';

type ThingsProject = Pick<Project, 'name' | 'modules' | 'flags'>;

/** Everything that a world of this plan makes in its accounts, by name: what goes on in them is below these. */
export function plannedThings(plan: WorldPlan, project: ThingsProject): readonly MadeThing[] {
  const { environments, spareAccount } = plan;
  const [first] = environments;
  // What is tried and thrown away stands there as it does in an environment.
  const spare = spareAccount === undefined || first === undefined ? [] : [{ account: spareAccount, regions: first.regions }];
  const places = [...environments, ...spare];
  return [...toolingThings(plan, places), ...places.flatMap((place) => accountThings(place, project))];
}

interface Place {
  readonly account: string;
  readonly regions: readonly string[];
}

function toolingThings(plan: WorldPlan, places: readonly Place[]): readonly MadeThing[] {
  const { account, region } = plan.tooling;
  const thing = (kind: ThingKind, name: string, at = region): MadeThing => ({ kind, account, region: at, name });
  return [
    ...[region, ...copiesOf(plan)].flatMap((at) => [
      thing('bucket', registryBucket({ account, region: at }), at),
      thing('key', registryKeyAlias, at),
    ]),
    ...places.flatMap((place) => [thing('bucket', stateBucket(plan.tooling, place.account)), thing('table', stateTable(place.account))]),
    thing('table', lockTable),
    thing('user', ciUser),
    thing('role', pipelineRole),
    thing('role', platformRole),
    thing('identity-providers', issuerAddress),
  ];
}

function accountThings({ account, regions }: Place, project: ThingsProject): readonly MadeThing[] {
  const everywhere = (kind: ThingKind, name: string): readonly MadeThing[] => regions.map((region) => ({ kind, account, region, name }));
  const [region = ''] = regions;
  const global = (kind: ThingKind, name: string): MadeThing => ({ kind, account, region, name });
  return [
    ...everywhere('stacks', stackPrefix(project.name)),
    ...databasesOf(project).flatMap((database) => [
      ...everywhere('secret', applicationSecret(database)),
      global('secret', migratorSecret(database)),
    ]),
    ...Object.keys(project.flags).flatMap((flag) => everywhere('parameter', flagParameter(project.name, flag))),
    ...(isOfCdk(project) ? everywhere('parameter', cdkParameter) : []),
    ...regions.map((at): MadeThing => ({ kind: 'bucket', account, region: at, name: copiesBucket(account, at) })),
    ...[stageRole, testRole, peopleRole, platformRole].map((name) => global('role', name)),
    global('identity-providers', issuerAddress),
  ];
}
