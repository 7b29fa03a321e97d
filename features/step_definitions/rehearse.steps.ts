import { Given, When } from '@cucumber/cucumber';
import { known } from '../support/known.ts';
import { changeZip, takeTagsOff } from '../support/meddle.ts';
import { type Environment, releaseManager } from '../support/prepared-release.ts';
import type { RehearsalWorld } from '../support/world.ts';

Given('the release has passed {environment}', async function (this: RehearsalWorld, environment: Environment) {
  await this.takeReleaseFrom(environment);
});

When('I look at the release that has passed {environment}', async function (this: RehearsalWorld, environment: Environment) {
  await this.lookAtReleaseIn(environment);
});

When('it is promoted to {environment}', async function (this: RehearsalWorld, to: string) {
  await this.promote({ to });
});

When('it is promoted to {environment}, approved by {string}', async function (this: RehearsalWorld, to: string, approveAs: string) {
  await this.promote({ to, approveAs });
});

When(
  'it is promoted to {environment} without going through {environment}',
  async function (this: RehearsalWorld, to: string, _left: string) {
    await this.promote({ from: to, to });
  },
);

When(
  'it is promoted to {environment} with the release tag on the commit/branch {string}',
  async function (this: RehearsalWorld, to: string, releaseTagOn: string) {
    await this.promote({ to, releaseTagOn });
  },
);

When("it is promoted to {environment} by the tooling account's root", async function (this: RehearsalWorld, to: string) {
  await this.promote({ to, promoteAs: 'tooling-root' });
});

When(
  "somebody with the registry's keys changes a zip and it is promoted to {environment}",
  async function (this: RehearsalWorld, to: string) {
    await this.promote({ to, meddle: (access) => changeZip(access) });
  },
);

When(
  "somebody with the registry's keys takes the tags off a zip and it is promoted to {environment}",
  async function (this: RehearsalWorld, to: string) {
    await this.promote({ to, meddle: takeTagsOff, approveAs: releaseManager });
  },
);

When('its world is left up', async function (this: RehearsalWorld) {
  await this.promote({
    to: known(this.record.stages.findLast(({ outcome }) => outcome === 'passed')?.environment, 'nothing has passed'),
    keep: true,
  });
});

When('it is rehearsed', async function (this: RehearsalWorld) {
  await this.rehearse();
});

When('it is rehearsed and its world is left up', async function (this: RehearsalWorld) {
  await this.rehearse({ keep: true });
});

When('its working tree is rehearsed', async function (this: RehearsalWorld) {
  await this.rehearse({ workingTree: true });
});

When('it is rehearsed and interrupted after {word}', async function (this: RehearsalWorld, step: string) {
  await this.rehearseUntil(step);
});

When('it is resumed', async function (this: RehearsalWorld) {
  await this.rehearse({ resume: true });
});

When('I run {string}', async function (this: RehearsalWorld, line: string) {
  await this.command(line);
});
