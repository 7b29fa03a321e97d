import { deepEqual, equal, notDeepEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import { changeZip } from '../support/meddle.ts';
import { pathOverLastRelease, pathToRegions } from '../support/topologies.ts';
import type { RehearsalWorld } from '../support/world.ts';

const regionsIn = (text: string): readonly string[] => text.split(', ');

Given(
  'a path over the last release in {environment} in {string} with the gates:',
  async function (this: RehearsalWorld, environment: string, regions: string, gates: string) {
    this.topology = await pathOverLastRelease(join(this.folder, 'path.yaml'), environment, gates, regionsIn(regions));
  },
);

Given(
  'a path to production in {string} with the gates {list}',
  async function (this: RehearsalWorld, regions: string, gates: readonly string[]) {
    this.topology = await pathToRegions(join(this.folder, 'path.yaml'), gates, regionsIn(regions));
  },
);

Given('the release has come to uat', async function (this: RehearsalWorld) {
  await this.rehearse({ to: 'uat' });
  equal(this.record.outcome, 'released');
});

When(
  "somebody with the registry's keys changes a zip in {string} and it goes on to production",
  async function (this: RehearsalWorld, region: string) {
    await this.rehearse({ resume: true, to: 'production', meddle: (access) => changeZip(access, region) });
  },
);

Then(
  'the digests read back from {environment} in {string} are those of the artefacts',
  function (this: RehearsalWorld, environment: string, regions: string) {
    deepEqual(
      digestsByRegion(this, environment),
      regionsIn(regions).map((region) => [region, this.zipDigests()]),
    );
  },
);

Then(
  'the zips downloaded from {environment} in {string} have the digests of the artefacts',
  async function (this: RehearsalWorld, environment: string, regions: string) {
    const accounts = await this.accounts();
    for (const region of regionsIn(regions))
      deepEqual([...(await accounts.downloadedFrom(environment, region)).values()].sort(), this.zipDigests());
  },
);

Then(
  'the copy of the registry in {string} holds the artefacts with the same digests',
  async function (this: RehearsalWorld, region: string) {
    const stored = await (await this.accounts()).inRegistry(this.record.commit, region);
    for (const { name, digest } of this.record.artefacts) equal(stored.get(name), digest, name);
  },
);

Then(
  'what was live in {environment} before is live again in {string}',
  async function (this: RehearsalWorld, environment: string, regions: string) {
    const accounts = await this.accounts();
    const { deployed } = this.baseline(environment);
    for (const region of regionsIn(regions)) {
      const before = deployed
        .filter((each) => each.region === region)
        .map(({ digest }) => digest)
        .sort();
      notDeepEqual(before, this.zipDigests());
      deepEqual([...(await accounts.downloadedFrom(environment, region)).values()].sort(), before);
    }
    const order = (left: { readonly digest: string }, right: { readonly digest: string }): number => (left.digest < right.digest ? -1 : 1);
    deepEqual(this.stage(environment).deployed.toSorted(order), deployed.toSorted(order));
  },
);

function digestsByRegion(world: RehearsalWorld, environment: string): readonly (readonly [string, readonly string[]])[] {
  const byRegion = Map.groupBy(world.stage(environment).deployed, ({ region = '' }) => region);
  return [...byRegion].map(([region, functions]) => [region, functions.map(({ digest }) => digest).sort()]);
}
