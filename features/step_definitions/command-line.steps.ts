import { doesNotMatch, equal, match } from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { RehearsalWorld } from '../support/world.ts';

Then('it exits with {int}', function (this: RehearsalWorld, code: number) {
  equal(this.said.exitCode, code, this.said.stderr);
});

Then('it says {string}', function (this: RehearsalWorld, pattern: string) {
  match(`${this.said.stdout}${this.said.stderr}`, new RegExp(pattern));
});

Then('it prints no stack trace', function (this: RehearsalWorld) {
  doesNotMatch(this.said.stderr, /^\s+at .*:\d+:\d+\)?$/m);
});
