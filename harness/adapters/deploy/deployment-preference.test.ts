import { describe, expect, it } from 'vitest';
import type { Project } from '../../../src/model/project.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { readDeploymentPreference } from './deployment-preference.ts';

const [module] = sampleProject.modules;
const functions = ['One', 'Two'].map((logicalId) => ({
  name: logicalId.toLowerCase(),
  source: { kind: 'zip', zip: 'x.zip' } as const,
  logicalId,
  alias: 'live',
  urlOutput: null,
}));
const project: Pick<Project, 'modules'> = {
  modules: module === undefined ? [] : [{ ...module, functions, infrastructure: { kind: 'template', template: 'template.yaml' } }],
};
const fn = (preference: string): string =>
  `{ Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: live${preference === '' ? '' : `, DeploymentPreference: ${preference}`} } }`;
const template = (one: string, two = one, globals = ''): string =>
  `Transform: AWS::Serverless-2016-10-31\n${globals === '' ? '' : `Globals: { Function: { DeploymentPreference: ${globals} } }\n`}Resources:\n  One: ${fn(one)}\n  Two: ${fn(two)}\n  Verify: ${fn('')}\n`;
const read = (text: string) => readDeploymentPreference(project, () => Promise.resolve(text));
const nobody = { beforeTraffic: null, afterTraffic: null };

describe("the templates' DeploymentPreference", () => {
  it.each([
    ['plain', template('{ Type: Canary10Percent5Minutes }'), { type: 'Canary10Percent5Minutes', hooks: nobody, alarms: [] }],
    ['in Globals', template('', '', '{ Type: AllAtOnce }'), { type: 'AllAtOnce', hooks: nobody, alarms: [] }],
    ['in Globals, and one function’s own words', template('{ Type: AllAtOnce }', '', '{ Type: AllAtOnce }'), { type: 'AllAtOnce' }],
    [
      'with hooks and alarms',
      template(
        '{ Type: AllAtOnce, Role: !Ref R, Alarms: [!Ref Errors, !GetAtt Slow.Arn], Hooks: { PreTraffic: !Ref Verify, PostTraffic: !GetAtt Verify.Arn } }',
      ),
      { type: 'AllAtOnce', hooks: { beforeTraffic: 'Verify', afterTraffic: 'Verify' }, alarms: ['Errors', 'Slow'] },
    ],
    ['of one function alone', template('{ Type: AllAtOnce }', '{ Type: AllAtOnce, Enabled: false }'), { type: 'AllAtOnce' }],
  ])('is read %s', async (_, text, expected) => {
    expect(await read(text)).toMatchObject({ kind: 'said', deployment: { file: 'template.yaml', ...expected } });
  });

  it.each([
    ['no function has one', template('')],
    ['it is not enabled', template('{ Enabled: false, Type: AllAtOnce }')],
    ['the functions are no serverless ones', 'Resources: { One: { Type: AWS::Lambda::Function } }'],
  ])('is none where %s', async (_, text) => {
    expect(await read(text)).toEqual({ kind: 'nothing' });
  });

  it.each([
    [
      'functions that differ',
      template('{ Type: AllAtOnce }', '{ Type: Linear10PercentEvery1Minute }'),
      /Two is to go over otherwise than One/,
    ],
    ['a type that hangs on a condition', template('{ Type: !If [A, AllAtOnce, AllAtOnce] }'), /Type is not there, or hangs on/],
    ['no type', template('{ Alarms: [] }'), /Type is not there/],
    ['a switch that hangs on a condition', template('{ Type: AllAtOnce, Enabled: !Ref A }'), /Enabled hangs on/],
    ['alarms that hang on a condition', template('{ Type: AllAtOnce, Alarms: !If [A, [], []] }'), /Alarms hang on/],
    ['an alarm by its name', template('{ Type: AllAtOnce, Alarms: [too-many] }'), /an alarm is none of this template/],
    [
      'a hook by its ARN',
      template('{ Type: AllAtOnce, Hooks: { PreTraffic: "arn:aws:lambda:x" } }'),
      /a hook is no function of this template/,
    ],
    ['a trigger', template('{ Type: AllAtOnce, TriggerConfigurations: [] }'), /TriggerConfigurations is not carried out/],
  ])('is refused with %s', async (_, text, message) => {
    expect(await read(text)).toMatchObject({
      kind: 'refused',
      problem: { file: 'template.yaml', message: expect.stringMatching(message) as string },
    });
  });
});
