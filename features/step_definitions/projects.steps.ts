import { equal, match, notEqual, ok } from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { RehearsalWorld } from '../support/world.ts';

Then('it is a rehearsal of HEAD', async function (this: RehearsalWorld) {
  equal(this.record.commit, await (await this.project()).head());
});

Then('it is a rehearsal of an unnamed commit on HEAD', async function (this: RehearsalWorld) {
  const project = await this.project();
  notEqual(this.record.commit, await project.head());
  equal((await project.git('rev-parse', `${this.record.commit}^`)).trim(), await project.head());
});

Then('{string} is still uncommitted, and no branch or tag has changed', async function (this: RehearsalWorld, path: string) {
  const project = await this.project();
  equal((await project.git('status', '--porcelain')).trim(), `M ${path}`);
  equal(await project.git('for-each-ref'), await this.refsOfSample());
});

Then('it notes {string}', function (this: RehearsalWorld, pattern: string) {
  const { notes } = this.run;
  ok(
    notes.some((note) => new RegExp(pattern).test(note)),
    notes.join('\n'),
  );
});

Then('it is rehearsed as version {word}', function (this: RehearsalWorld, version: string) {
  match(this.record.release?.version ?? 'none', new RegExp(`^${version}$`));
});
