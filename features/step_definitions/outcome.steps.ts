import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { type DataTable, Then } from '@cucumber/cucumber';
import { exitCodeOf, validateRecord } from '../../src/index.ts';
import { releaseIn } from '../support/prepared-release.ts';
import type { RehearsalWorld } from '../support/world.ts';

Then('the outcome is {outcome}', function (this: RehearsalWorld, outcome: string) {
  const { result } = this.run;
  equal(result.kind === 'finished' ? result.outcome : result.kind, outcome, JSON.stringify(result));
  equal(this.record.outcome, outcome);
  equal(exitCodeOf(result), outcome === 'released' ? 0 : 1);
});

Then('the record is a valid one', function (this: RehearsalWorld) {
  equal(validateRecord(this.record).kind, 'valid');
});

Then('these environments passed, in this order:', function (this: RehearsalWorld, table: DataTable) {
  const stages = this.record.stages.filter(({ outcome }) => outcome === 'passed');
  deepEqual(
    stages.map(({ environment, trigger: { kind, ref } }) => [environment, kind, kind === 'manual' ? '' : ref]),
    table.raw(),
  );
});

Then('the gates of {environment} were {list}', function (this: RehearsalWorld, environment: string, gates: readonly string[]) {
  deepEqual(
    this.stage(environment).gates.map(({ gate }) => gate),
    gates,
  );
});

Then('every gate says why', function (this: RehearsalWorld) {
  const gates = this.record.stages.flatMap((stage) => stage.gates);
  notEqual(gates.length, 0);
  deepEqual(
    gates.filter(({ reason }) => reason === ''),
    [],
  );
});

Then('every gate passed', function (this: RehearsalWorld) {
  const gates = this.record.stages.flatMap((stage) => stage.gates);
  notEqual(gates.length, 0);
  deepEqual(
    gates.filter(({ verdict }) => verdict !== 'passed'),
    [],
  );
});

Then(
  'the {gate} gate of {environment} {verdict}: {string}',
  function (this: RehearsalWorld, name: string, environment: string, verdict: string, reason: string) {
    const gate = this.gate(environment, name);
    equal(gate.verdict, verdict, gate.reason);
    match(gate.reason, new RegExp(reason));
    equal(this.stage(environment).gates.at(-1), gate);
  },
);

Then(
  'the {gate} gate of {environment} was {verdict}: {string}',
  function (this: RehearsalWorld, name: string, environment: string, verdict: string, reason: string) {
    const gate = this.gate(environment, name);
    equal(gate.verdict, verdict, gate.reason);
    match(gate.reason, new RegExp(reason));
  },
);

Then('{environment} was not reached', function (this: RehearsalWorld, environment: string) {
  equal(this.stage(environment).outcome, 'not-reached');
});

Then('{environment} refuses it: {string}', function (this: RehearsalWorld, environment: string, reason: string) {
  const refusal = this.ledger().findLast((happening) => happening.kind === 'refused');
  equal(refusal?.environment, environment);
  ok(refusal?.reason.includes(reason), refusal?.reason);
});

Then('nothing was deployed to {environment}', function (this: RehearsalWorld, environment: string) {
  deepEqual(this.stage(environment).deployed, []);
});

Then('it is the same release as before', function (this: RehearsalWorld) {
  equal(this.releaseId, this.earlier.record?.release?.id);
});

Then('its release is another than the one that has passed local', async function (this: RehearsalWorld) {
  notEqual(this.releaseId, (await releaseIn('local')).record?.release?.id);
});

Then('there was nothing left to do', function (this: RehearsalWorld) {
  const { result } = this.run;
  ok(result.kind === 'finished' && result.already);
});

Then('it was built once, and found again once', function (this: RehearsalWorld) {
  const builds = this.stepsNamed('build').map(({ reason }) => reason);
  deepEqual(
    builds.map((reason) => reason.split(' ')[0]),
    ['Built', 'Release'],
  );
});

Then('build ran once', function (this: RehearsalWorld) {
  equal(this.stepsNamed('build').length, 1);
});

Then('it was interrupted before {word}', function (this: RehearsalWorld, step: string) {
  const { result } = this.run;
  equal(result.kind === 'interrupted' ? result.at : result.kind, `uat/${step}`);
});

Then('it would exit with {int}', function (this: RehearsalWorld, code: number) {
  equal(exitCodeOf(this.run.result), code);
});

Then('the files of the build were not written again', async function (this: RehearsalWorld) {
  deepEqual(await this.builtFiles(), this.builtBefore);
});
