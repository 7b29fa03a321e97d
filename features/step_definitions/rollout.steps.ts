import { appendFile, readFile } from 'node:fs/promises';
import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { Given, Then } from '@cucumber/cucumber';
import { known } from '../support/known.ts';
import { faultOf } from '../support/places.ts';
import type { RehearsalWorld } from '../support/world.ts';

Given('its traffic goes over by an edge, {int} % first', async function (this: RehearsalWorld, weightPercent: number) {
  await addToStage(this, `router: edge\n    ${inSteps(weightPercent)}`);
});

Given('its traffic goes over in steps, {int} % first', async function (this: RehearsalWorld, weightPercent: number) {
  await addToStage(this, inSteps(weightPercent));
});

Given(
  'its template has an alarm {string} that rings when {string} is invoked more than {int} times a minute',
  async function (this: RehearsalWorld, name: string, fn: string, times: number) {
    const dimensions = `Dimensions: [{ Name: FunctionName, Value: !Ref ${fn} }]`;
    const line = `Threshold: ${times}, ComparisonOperator: GreaterThanThreshold`;
    await addAlarm(this, name, `Namespace: AWS/Lambda, MetricName: Invocations, ${dimensions}, ${line}`);
  },
);

Given(
  'its template has an alarm {string} on {string} {string}',
  async function (this: RehearsalWorld, name: string, namespace: string, metric: string) {
    await addAlarm(this, name, `Namespace: ${namespace}, MetricName: ${metric}, Threshold: 1, ComparisonOperator: GreaterThanThreshold`);
  },
);

Given('its rollout hears the alarms {string}', async function (this: RehearsalWorld, names: string) {
  await addToStage(this, `alarms: [${names}]`);
});

Given('its hooks are {string}', async function (this: RehearsalWorld, hooks: string) {
  await addToStage(this, `hooks: ${hooks}`);
});

Given('the sample project with the fault {string}', async function (this: RehearsalWorld, fault: string) {
  const project = await this.project();
  await project.git('apply', faultOf(fault));
  await project.commit(`Plant ${fault}`);
});

Then('what was live in {environment} before is live still', async function (this: RehearsalWorld, environment: string) {
  const before = this.baseline(environment).deployed.map(({ digest }) => digest);
  const live = await (await this.accounts()).downloadedFrom(environment);
  deepEqual([...live.values()].sort(), before.sort());
});

Then('the users of {environment} saw no error', function (this: RehearsalWorld, environment: string) {
  const { load } = this.stage(environment);
  ok(load.length > 0 && load.every(({ errorRate }) => errorRate === 0), JSON.stringify(load));
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

function inSteps(weightPercent: number): string {
  return `strategy: { kind: steps, sees: 30%, steps: [{ weight: ${weightPercent}%, bake: 30s }, { weight: 100% }] }`;
}

/** The path's one stage is the end of its file. */
async function addToStage(world: RehearsalWorld, lines: string): Promise<void> {
  await appendFile(known(world.topology, 'there is no path yet'), `    ${lines}\n`);
}

/** CloudWatch isn't emulated: the account takes the alarm for a stand-in. */
async function addAlarm(world: RehearsalWorld, name: string, rest: string): Promise<void> {
  const properties = `{ ${rest}, Statistic: Sum, Period: 60, EvaluationPeriods: 1 }`;
  await world.change(
    'template.yaml',
    /^Resources:\n/m,
    `Resources:\n  ${name}:\n    Type: AWS::CloudWatch::Alarm\n    Properties: ${properties}\n`,
  );
  await world.change('rehearsal.yaml', /^project: payments\n/m, "project: payments\nstandIns: ['AWS::CloudWatch::Alarm']\n");
}
