import { createHash, createHmac } from 'node:crypto';
import { CreateRoleCommand, CreateUserCommand, CreateAccessKeyCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, CreateFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../../testing.ts';

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** SigV4 for a GET without query or body. */
function signed(url: string, { accessKeyId, secretAccessKey }: Key): Record<string, string> {
  const { host, pathname } = new URL(url);
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/eu-central-1/lambda/aws4_request`;
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const canonical = `GET\n${pathname}\n\nhost:${host}\nx-amz-date:${time}\n\nhost;x-amz-date\n${sha256('')}`;
  const key = scope
    .split('/')
    .reduce<Buffer>((key, part) => createHmac('sha256', key).update(part).digest(), Buffer.from(`AWS4${secretAccessKey}`));
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  return { 'x-amz-date': time, authorization };
}

describe('a function URL with AuthType AWS_IAM', () => {
  it('lets in whoever is permitted, and tells the function who it is', async () => {
    await using emulator = await startTestEmulator();
    const iam = emulator.client(IAMClient);
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const lambda = emulator.client(LambdaClient);
    const code = 'export const handler = async (event) => event.requestContext.authorizer.iam';
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'fn',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: Role?.Arn ?? '',
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
      }),
    );
    const { FunctionUrl: url = '' } = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'fn', AuthType: 'AWS_IAM' }));
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    const ada = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    const permit = (Action: readonly string[]) => {
      const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
      return iam.send(new PutUserPolicyCommand({ UserName: 'ada', PolicyName: 'p', PolicyDocument: JSON.stringify(policy) }));
    };
    const call = (key: Key) => fetch(url, { headers: signed(url, key) });

    expect((await fetch(url)).status).toBe(403);
    expect((await call(ada)).status).toBe(403);
    await permit(['lambda:InvokeFunctionUrl']);
    expect((await call(ada)).status).toBe(403);
    await permit(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']);
    const answer = await call(ada);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      accessKey: ada.accessKeyId,
      accountId: testAccount,
      userArn: `arn:aws:iam::${testAccount}:user/ada`,
    });
    expect((await call({ ...ada, secretAccessKey: 'wrong' })).status).toBe(403);
  });
});
