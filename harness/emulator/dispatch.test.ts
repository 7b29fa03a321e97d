import { describe, expect, it } from 'vitest';
import type { ServiceTable } from './service-registry.ts';
import { startTestEmulator, otherTestAccount, testAccount } from './testing.ts';
import type { TestEmulator } from './testing.ts';
import {
  GetParameter$,
  GetParametersByPath$,
  PutParameter$,
  SSMClient,
  GetParameterCommand,
  GetParametersByPathCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import { GetCallerIdentity$ } from '@aws-sdk/client-sts';
import type {
  GetParameterCommandInput,
  GetParameterCommandOutput,
  PutParameterCommandInput,
  PutParameterCommandOutput,
} from '@aws-sdk/client-ssm';
import type { PolicyDocument, Want } from './accounts/policy.ts';
import { AwsError } from './kernel/aws-error.ts';
import { defineOperation } from './kernel/operation.ts';
import { refuseUnknown } from './kernel/refuse-unknown.ts';
import { defineService } from './kernel/service.ts';

const denyAll: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] };

const want = (resource: string, resourcePolicy?: PolicyDocument): Want => ({
  action: 'ssm:PutParameter',
  resource,
  ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
});

/** A service of two operations under the name of a real one, so that the SDK's client can call it. */
const put = defineOperation<PutParameterCommandInput, PutParameterCommandOutput>({
  schema: PutParameter$,
  accepts: ['Name', 'Value', 'Tags'],
  authorise: ({ Name }) => [want(`arn:aws:ssm:::${Name ?? ''}`, Name === 'denied' ? denyAll : undefined)],
  handle({ Name = '', Value, Tags }, context) {
    for (const tag of Tags ?? []) refuseUnknown('PutParameter Tags[]', tag, ['Key']);
    context.state.table('values').put(Name, { Value });
    return { Version: 1, Tier: 'Standard' };
  },
});
const get = defineOperation<GetParameterCommandInput, GetParameterCommandOutput>({
  schema: GetParameter$,
  accepts: ['Name'],
  authorise: () => [],
  async handle({ Name = '' }, context) {
    if (Name === 'broken') throw new TypeError('nobody foresaw this');
    if (Name === 'who') {
      const { Arn } = await context.call<{ Arn: string }>(GetCallerIdentity$, {});
      return { Parameter: { Name, Value: Arn } };
    }
    if (Name === 'late') await context.call(PutParameter$, { Name: 'denied', Value: 'x' });
    const row = context.state.table<{ Value: string }>('values').get(Name);
    if (row === undefined) throw new AwsError('ParameterNotFound', `There is no ${Name}.`, 400);
    return { Parameter: { Name, Value: row.Value } };
  },
});
const whoAmI = defineOperation<object, { Arn?: string }>({
  schema: GetCallerIdentity$,
  accepts: [],
  authorise: () => [],
  handle: (_input, { principal }) => ({ Arn: 'arn' in principal ? principal.arn : principal.kind }),
});

const services: ServiceTable = {
  ssm: async () => Promise.resolve(defineService({ signingName: 'ssm', serviceId: 'SSM', operations: [put, get] })),
  sts: async () => Promise.resolve(defineService({ signingName: 'sts', serviceId: 'STS', operations: [whoAmI] })),
};

async function tryPut(emulator: TestEmulator, input: Partial<PutParameterCommandInput>): Promise<unknown> {
  return emulator.client(SSMClient).send(new PutParameterCommand(input as PutParameterCommandInput));
}

describe('dispatch', () => {
  it('hands a call to its operation, in the caller’s account', async () => {
    await using emulator = await startTestEmulator({ services });
    await tryPut(emulator, { Name: 'a', Value: '1' });
    const read = new GetParameterCommand({ Name: 'a' });
    expect((await emulator.client(SSMClient).send(read)).Parameter).toEqual({ Name: 'a', Value: '1' });
    await expect(emulator.client(SSMClient, otherTestAccount).send(read)).rejects.toMatchObject({
      name: 'ParameterNotFound',
      message: 'There is no a.',
    });
  });

  it.each<[string, Partial<PutParameterCommandInput>, { name: string; message: string }]>([
    [
      'a parameter that is not accepted',
      { Name: 'a', Value: '1', Tier: 'Advanced' },
      { name: 'NotImplementedException', message: 'The parameter Tier of PutParameter is not implemented by this emulator.' },
    ],
    [
      'a nested member that the handler does not act on',
      { Name: 'a', Value: '1', Tags: [{ Key: 'k', Value: 'v' }] },
      { name: 'NotImplementedException', message: 'The member Value of PutParameter Tags[] is not implemented by this emulator.' },
    ],
    [
      'a missing member',
      { Name: 'a' },
      {
        name: 'ValidationException',
        message: "1 validation error detected: Value null at 'value' failed to satisfy constraint: Member must not be null",
      },
    ],
    [
      'missing members in a list',
      { Name: 'a', Value: '1', Tags: [{ Key: 'k' } as never] },
      {
        name: 'ValidationException',
        message: "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
      },
    ],
    [
      'what a policy denies',
      { Name: 'denied', Value: '1' },
      {
        name: 'AccessDeniedException',
        message: `User: arn:aws:iam::${testAccount}:root is not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:::denied with an explicit deny in a resource-based policy`,
      },
    ],
  ])('refuses %s, as AWS does', async (_what, input, error) => {
    await using emulator = await startTestEmulator({ services });
    await expect(tryPut(emulator, input)).rejects.toMatchObject(error);
  });

  it('refuses an operation that it has not, by name', async () => {
    await using emulator = await startTestEmulator({ services });
    await expect(emulator.client(SSMClient).send(new GetParametersByPathCommand({ Path: '/' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'The operation GetParametersByPath of SSM is not implemented by this emulator.',
    });
    expect(GetParametersByPath$[2]).toBe('GetParametersByPath');
  });

  it('answers what nobody foresaw as AWS’s own failure, and logs the stack', async () => {
    await using emulator = await startTestEmulator({ services });
    await expect(emulator.client(SSMClient).send(new GetParameterCommand({ Name: 'broken' }))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(emulator.logged()).toMatch(/ssm GetParameter: TypeError: nobody foresaw this\n\s+at .*dispatch\.test\.ts/);
  });

  it('takes a call from one service to another through itself, as the same caller', async () => {
    await using emulator = await startTestEmulator({ services });
    const { Parameter } = await emulator.client(SSMClient).send(new GetParameterCommand({ Name: 'who' }));
    expect(Parameter?.Value).toBe(`arn:aws:iam::${testAccount}:root`);
    expect(emulator.trace().map(({ service, operation, via }) => `${service} ${operation} ${via}`)).toEqual([
      'sts GetCallerIdentity internal',
      'ssm GetParameter http',
    ]);
  });

  it('authorises a call from inside as well', async () => {
    await using emulator = await startTestEmulator({ services });
    await expect(emulator.client(SSMClient).send(new GetParameterCommand({ Name: 'late' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('traces every call with who, what, and how it was decided', async () => {
    await using emulator = await startTestEmulator({ services });
    await tryPut(emulator, { Name: 'a', Value: '1' });
    await expect(tryPut(emulator, { Name: 'denied', Value: '1' })).rejects.toThrow('not authorized');
    const principal = `arn:aws:iam::${testAccount}:root`;
    const accessKeyId = emulator.rootKeys[testAccount]?.accessKeyId;
    const common = {
      account: testAccount,
      region: 'eu-central-1',
      service: 'ssm',
      operation: 'PutParameter',
      principal,
      accessKeyId,
      via: 'http',
    };
    expect(emulator.trace()).toMatchObject([
      { ...common, wants: [{ action: 'ssm:PutParameter', resource: 'arn:aws:ssm:::a' }], decision: 'allowed', status: 200 },
      {
        ...common,
        wants: [{ action: 'ssm:PutParameter', resource: 'arn:aws:ssm:::denied' }],
        decision: 'denied',
        status: 400,
        errorCode: 'AccessDeniedException',
      },
    ]);
  });

  it('traces what was refused before it came to an operation', async () => {
    await using emulator = await startTestEmulator({ services });
    const wrong = emulator.configuration({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' });
    await expect(new SSMClient(wrong).send(new GetParameterCommand({ Name: 'a' }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    expect(emulator.trace()).toMatchObject([
      {
        service: 'ssm',
        operation: 'GetParameter',
        principal: 'anonymous',
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        decision: 'none',
        errorCode: 'UnrecognizedClientException',
      },
    ]);
  });

  it('tells what it covers: operations, and which of their parameters', async () => {
    await using emulator = await startTestEmulator({ services });
    const coverage = await emulator.coverage();
    expect(coverage.find(({ operation }) => operation === 'GetParameter')).toEqual({
      service: 'ssm',
      operation: 'GetParameter',
      implemented: true,
      accepts: ['Name'],
      refuses: ['WithDecryption'],
    });
    expect(coverage.find(({ operation }) => operation === 'GetParametersByPath')?.implemented).toBe(false);
  });
});
