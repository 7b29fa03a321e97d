import { deepEqual, equal, rejects } from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { releaseIdOf, sha256Of } from '../../src/index.ts';
import type { RehearsalWorld } from '../support/world.ts';

Then("the release's id is the digest of its artefacts", function (this: RehearsalWorld) {
  equal(this.releaseId, releaseIdOf(this.record.artefacts, sha256Of));
});

Then('the digests read back from {list} are those of the artefacts', function (this: RehearsalWorld, environments: readonly string[]) {
  for (const environment of environments) {
    deepEqual(
      this.stage(environment)
        .deployed.map(({ digest }) => digest)
        .sort(),
      this.zipDigests(),
    );
  }
});

Then(
  'the zips downloaded from {list} have the digests of the artefacts',
  async function (this: RehearsalWorld, environments: readonly string[]) {
    const accounts = await this.accounts();
    for (const environment of environments) {
      deepEqual([...(await accounts.downloadedFrom(environment)).values()].sort(), this.zipDigests());
    }
  },
);

Then('the registry holds the artefacts with the same digests', async function (this: RehearsalWorld) {
  const stored = await (await this.accounts()).inRegistry(this.record.commit);
  for (const { name, digest } of this.record.artefacts) equal(stored.get(name), digest, name);
});

Then("the registry lets nobody delete a zip, not even its account's root", async function (this: RehearsalWorld) {
  const zip = this.record.artefacts.find(({ kind }) => kind === 'lambda-zip');
  const accounts = await this.accounts();
  await rejects(accounts.deleteFromRegistry(this.record.commit, zip?.name ?? ''), { name: 'AccessDenied' });
});

Then("the registry's artefacts are tagged:", async function (this: RehearsalWorld, table: DataTable) {
  const accounts = await this.accounts();
  for (const { name } of this.record.artefacts) deepEqual(await accounts.tagsOf(this.record.commit, name), table.rowsHash());
});
