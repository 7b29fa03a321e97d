import { deepEqual, equal, ok } from 'node:assert/strict';
import { verifyEvidence } from '../evidence/verify/verify-evidence.ts';
import type { CucumberLike } from './cucumber-like.ts';
import { type LibraryOptions, RehearsedRelease } from './rehearsed-release.ts';

const releases = new WeakMap<object, RehearsedRelease>();

/**
 * Defines the steps of the library with the Cucumber that is handed in. Every scenario has a release of its own, whatever its World is; its
 * outputs are left in the temporary folder, for whoever asks why a scenario is red. A step may take a whole path: the default timeout
 * becomes ten minutes.
 */
export function defineRehearsalSteps({ Given, When, Then, setDefaultTimeout }: CucumberLike, options: LibraryOptions): void {
  setDefaultTimeout(600_000);
  const of = (world: object): RehearsedRelease => {
    const release = releases.get(world) ?? new RehearsedRelease(options);
    releases.set(world, release);
    return release;
  };

  Given('the repository {string}', function (folder) {
    of(this).useProject(folder);
  });

  When('its HEAD is rehearsed', async function () {
    await of(this).rehearse({});
  });

  When('its HEAD is rehearsed to {word}', async function (to) {
    await of(this).rehearse({ to });
  });

  When('its HEAD is rehearsed, with {string} as who approves', async function (approveAs) {
    await of(this).rehearse({ approveAs });
  });

  Then('the rehearsal is {word}', function (outcome) {
    const { record, end } = of(this);
    equal(record.outcome, outcome, end.result.kind === 'finished' ? end.result.reason : end.result.kind);
  });

  Then('in {word} the gate {word} is {word}', function (environment, name, verdict) {
    const gate = of(this).gate(environment, name);
    equal(gate.verdict, verdict, gate.reason);
  });

  Then('in {word} the gate {word} says {string}', function (environment, name, words) {
    const { reason } = of(this).gate(environment, name);
    ok(reason.includes(words), `it says: ${reason}`);
  });

  Then('{word} is not reached', function (environment) {
    equal(of(this).stage(environment).outcome, 'not-reached');
  });

  Then('every environment that is reached has the bytes that were built', function () {
    const { record } = of(this);
    const zips = record.artefacts.filter(({ kind }) => kind === 'lambda-zip').map(({ digest }) => digest);
    const passed = record.stages.filter(({ outcome }) => outcome === 'passed');
    ok(zips.length > 0 && passed.length > 0, 'nothing was built, or no environment was passed');
    for (const { environment, deployed } of passed) {
      const live = new Set(deployed.map(({ digest }) => digest));
      deepEqual({ environment, live }, { environment, live: new Set(zips) });
    }
  });

  Then('in {word} the p99 of {string} is at most {int} ms', function (environment, route, mostMs) {
    const load = of(this)
      .stage(environment)
      .load.find((each) => each.route === route);
    ok(load !== undefined, `${environment} has measured no ${route}`);
    ok(load.p99Ms <= Number(mostMs), `it is ${String(load.p99Ms)} ms, with a noise of ${String(load.noiseMs)} ms`);
  });

  Then('its evidence verifies', function () {
    const { out, fingerprint } = of(this).end;
    const { ok: whole, checks } = verifyEvidence(out, { key: fingerprint });
    ok(
      whole,
      checks
        .filter(({ kind }) => kind === 'failed')
        .map(({ reason }) => reason)
        .join(' '),
    );
  });
}
