import { deepEqual, equal, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { verifyEvidence } from '../../src/index.ts';
import { changeByte, changeFirstIn, dropLastLine, swapLines } from '../support/alter.ts';
import type { RehearsalWorld } from '../support/world.ts';

Given('the evidence of the release that has passed {environment}', async function (this: RehearsalWorld, environment: 'production') {
  await this.lookAtReleaseIn(environment);
  await this.copyEvidence();
});

When('one byte of {string} changes', async function (this: RehearsalWorld, path: string) {
  await changeByte(this.evidence, path);
});

When('one byte of a kept file changes', async function (this: RehearsalWorld) {
  await changeFirstIn(this.evidence, 'evidence/files');
});

When('one byte of an attestation changes', async function (this: RehearsalWorld) {
  await changeFirstIn(this.evidence, 'evidence/attestations');
});

When("the ledger's last entry is dropped", async function (this: RehearsalWorld) {
  await dropLastLine(this.evidence, 'evidence/ledger.jsonl');
});

When("two of the ledger's entries change places", async function (this: RehearsalWorld) {
  await swapLines(this.evidence, 'evidence/ledger.jsonl', 4, 5);
});

Then('its evidence verifies with the key of the run', function (this: RehearsalWorld) {
  const { out, fingerprint } = this.run;
  deepEqual(
    verifyEvidence(out, { key: fingerprint, commit: this.record.commit }).checks.filter((check) => check.kind !== 'ok'),
    [],
  );
});

Then('the evidence no longer verifies: {string}', function (this: RehearsalWorld, name: string) {
  ok(failedChecks(this.evidence, { key: this.run.fingerprint }).includes(name));
});

Then('its evidence does not verify with the key of the run before: {string}', function (this: RehearsalWorld, name: string) {
  ok(failedChecks(this.run.out, { key: this.earlier.fingerprint }).includes(name));
});

Then('its evidence is not of the run before', function (this: RehearsalWorld) {
  const { run } = verifyEvidence(this.earlier.out);
  ok(run);
  deepEqual(failedChecks(this.run.out, { run }), ['run']);
});

Then("the record's ledger is as long as the evidence's", function (this: RehearsalWorld) {
  equal(this.record.ledger.entries, this.ledger().length);
});

function failedChecks(folder: string, expected: Parameters<typeof verifyEvidence>[1]): readonly string[] {
  const { ok: holds, checks } = verifyEvidence(folder, expected);
  equal(holds, false);
  return checks.filter((check) => check.kind === 'failed').map((check) => check.name);
}
