import { appendFile, readFile } from 'node:fs/promises';
import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { Given, Then } from '@cucumber/cucumber';
import { known } from '../support/known.ts';
import type { RehearsalWorld } from '../support/world.ts';

Given('its traffic goes over by an edge, {int} % first', async function (this: RehearsalWorld, weightPercent: number) {
  const strategy = `{ kind: steps, steps: [{ weight: ${weightPercent}%, bake: 30s }, { weight: 100% }] }`;
  await appendFile(known(this.topology, 'there is no path yet'), `    router: edge\n    strategy: ${strategy}\n`);
});

Then(
  'the rollout of {environment} was by an edge, in the steps {string}',
  function (this: RehearsalWorld, environment: string, steps: string) {
    const rollout = known(this.stage(environment).rollout ?? undefined, 'there was no rollout');
    equal(rollout.router, 'edge');
    deepEqual(
      rollout.steps.map(({ name }) => name),
      steps.split(', '),
    );
  },
);

Then('both versions served the users of {environment}', function (this: RehearsalWorld, environment: string) {
  const { judgement } = known(this.stage(environment).rollout?.steps[0], 'there was no step');
  ok((judgement?.candidate.requests ?? 0) > 0 && (judgement?.stable?.requests ?? 0) > 0, JSON.stringify(judgement));
});

Then('nothing of the traffic of {environment} is left with the edge', async function (this: RehearsalWorld, environment: string) {
  const weights: unknown = JSON.parse(await readFile(join(this.out, 'state', 'edge-weights.json'), 'utf8'));
  deepEqual(weights, { [environment]: {} });
});
