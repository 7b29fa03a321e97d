import { deepEqual, equal, match, notDeepEqual, ok } from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { RehearsalWorld } from '../support/world.ts';

Then('what was live in {environment} before is live again', async function (this: RehearsalWorld, environment: string) {
  const before = this.baseline(environment)
    .deployed.map(({ digest }) => digest)
    .sort();
  notDeepEqual(before, this.zipDigests());
  const accounts = await this.accounts();
  deepEqual([...(await accounts.downloadedFrom(environment)).values()].sort(), before);
  deepEqual(
    this.stage(environment)
      .deployed.map(({ digest }) => digest)
      .sort(),
    before,
  );
});

Then('the users of {environment} saw errors for some time, within the limit', function (this: RehearsalWorld, environment: string) {
  const { rollback } = this.stage(environment);
  ok(rollback);
  ok(rollback.userErrorWindowMs > 0 && rollback.userErrorWindowMs <= rollback.limitMs, JSON.stringify(rollback));
});

Then('it was rolled back because of {gate}', function (this: RehearsalWorld, gate: string) {
  const rollback = this.record.stages.find((stage) => stage.rollback?.rehearsed === false)?.rollback;
  match(rollback?.trigger ?? 'no rollback', new RegExp(`^${gate}: `));
});

Then('{environment} was not rolled back', function (this: RehearsalWorld, environment: string) {
  equal(this.stage(environment).rollback?.rehearsed ?? true, true);
});

Then("the users' traffic on {environment} was measured", function (this: RehearsalWorld, environment: string) {
  const { load } = this.stage(environment);
  deepEqual(load.map(({ route }) => route).sort(), ['GET /payments/{id}', 'POST /payments']);
  ok(load.every(({ requests }) => requests > 0));
});

Then('{list} started at {word}', function (this: RehearsalWorld, environments: readonly string[], version: string) {
  for (const environment of environments) equal(this.baseline(environment).version, version);
});

Then('{environment} started empty', function (this: RehearsalWorld, environment: string) {
  const { version, deployed } = this.baseline(environment);
  deepEqual({ version, deployed }, { version: null, deployed: [] });
});
