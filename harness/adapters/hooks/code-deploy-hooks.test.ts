import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeEvidence } from '../../../src/ports/testing/fake-evidence.ts';
import type { EmulatorControl } from '../../backends/backend.ts';
import { startTestEmulator, type TestEmulator, testAccount } from '../../emulator/testing.ts';
import { AwsClients } from '../aws/accounts.ts';
import { CodeDeployHooks } from './code-deploy-hooks.ts';

const region = 'eu-central-1';
let emulator: TestEmulator;

/** As AWS's guide writes a hook, with the SDK that Lambda's runtime has. */
const hook = (status: string): string => `
  import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
  export const handler = async ({ DeploymentId: deploymentId, LifecycleEventHookExecutionId: lifecycleEventHookExecutionId }) => {
    ${status === '' ? '' : `await new CodeDeployClient({}).send(new PutLifecycleEventHookExecutionStatusCommand({ deploymentId, lifecycleEventHookExecutionId, status: '${status}' }));`}
    console.log('asked by ' + deploymentId);
  };`;

const sources: Readonly<Record<string, string>> = {
  well: hook('Succeeded'),
  red: hook('Failed'),
  silent: hook(''),
  broken: `export const handler = async () => { throw new Error('no such table'); };`,
};

async function makeHook(name: string, code: string, mayReport: boolean): Promise<void> {
  const iam = emulator.client(IAMClient);
  const statement = (rest: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...rest }] });
  const trust = statement({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role: role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = statement({ Action: 'codedeploy:PutLifecycleEventHookExecutionStatus', Resource: '*' });
  if (mayReport) await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'report', PolicyDocument }));
  const Code = { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) };
  const what = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: role?.Arn ?? '', Timeout: 20, Code } as const;
  await emulator.client(LambdaClient).send(new CreateFunctionCommand({ FunctionName: name, ...what }));
}

beforeAll(async () => {
  emulator = await startTestEmulator();
  for (const [name, code] of Object.entries(sources)) await makeHook(name, code, true);
  await makeHook('forbidden', hook('Succeeded'), false);
}, 60_000);

afterAll(() => emulator[Symbol.asyncDispose]());

function hooksWith(evidence: FakeEvidence, hasControl = true): CodeDeployHooks {
  const credentials = emulator.rootKeys[testAccount] ?? { accessKeyId: '', secretAccessKey: '' };
  const clients = new AwsClients({ endpoint: emulator.endpoint, region, credentials: () => Promise.resolve(credentials) });
  const control: Pick<EmulatorControl, 'openHook' | 'hookStatus'> = {
    openHook: (account, where) => Promise.resolve(emulator.hooks.open(account, where)),
    hookStatus: (executionId) => Promise.resolve(emulator.hooks.find(executionId)?.status ?? null),
  };
  return new CodeDeployHooks({
    control: hasControl ? control : null,
    find: (_, name) => Promise.resolve(name === 'nobody' ? null : { physicalId: name, clients }),
    placeOf: () => ({ account: testAccount, region }),
    evidence,
  });
}

describe('a hook', () => {
  it.each([
    ['well', true, /^reported Succeeded$/],
    ['red', false, /^reported Failed$/],
    ['silent', false, /^ended without having reported: have it call codedeploy:PutLifecycleEventHookExecutionStatus$/],
    ['broken', false, /^failed with .*no such table.* without having reported/],
    ['forbidden', false, /^failed with .*not authorized to perform: codedeploy:PutLifecycleEventHookExecutionStatus/],
  ])('that is %s: succeeded %s', async (name, succeeded, reason) => {
    const evidence = new FakeEvidence();
    const outcome = await hooksWith(evidence).ask('production', 'BeforeAllowTraffic', name);
    expect(outcome).toMatchObject({ kind: 'asked', succeeded, reason: expect.stringMatching(reason) as string });
    expect([...evidence.kept.keys()]).toEqual(['production-BeforeAllowTraffic.json']);
  });

  it.each([
    ['that no stack has', true, 'nobody', 'no stack in production has a function of that name'],
    ['whom nobody hears, for the backend has no CodeDeploy,', false, 'well', 'no CodeDeploy'],
  ])('%s is missing, and that is known before it is asked', async (_, heard, name, why) => {
    const hooks = hooksWith(new FakeEvidence(), heard);
    const reason = await hooks.hindrance('production', name);
    expect(reason).toContain(why);
    expect(await hooks.ask('production', 'AfterAllowTraffic', name)).toEqual({ kind: 'missing', reason });
  });

  it('that can be asked has no hindrance, whatever it would say', async () => {
    expect(await hooksWith(new FakeEvidence()).hindrance('production', 'red')).toBeNull();
  });
});
