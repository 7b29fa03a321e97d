import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Stack } from '@aws-sdk/client-cloudformation';
import { GetOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { KeyMetadata } from '@aws-sdk/client-kms';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../../testing.ts';
import type { TestEmulator } from '../../../testing.ts';

let emulator: TestEmulator;
let stacks: CloudFormationClient;
let kms: KMSClient;

beforeAll(async () => {
  emulator = await startTestEmulator();
  stacks = emulator.client(CloudFormationClient);
  kms = emulator.client(KMSClient);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function settled(StackName: string): Promise<Stack> {
  for (;;) {
    const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
    if (stack !== undefined && stack.StackStatus?.endsWith('_IN_PROGRESS') !== true) return stack;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const outputsOf = ({ Outputs = [] }: Stack): Readonly<Record<string, string>> =>
  Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));

const keyOf = async (KeyId = ''): Promise<KeyMetadata | undefined> => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

interface Wanted {
  readonly description: string;
  readonly rotation?: boolean;
  readonly enabled?: boolean;
  readonly spec?: string;
  readonly clients?: string;
  readonly more?: string;
}

const template = ({ description, rotation = true, enabled = true, spec = '', clients = '[one]', more = '' }: Wanted): string => `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Description: ${description}
      EnableKeyRotation: ${String(rotation)}
      Enabled: ${String(enabled)}
      PendingWindowInDays: 7
      Tags: [{Key: team, Value: pay}]
      ${spec}
      KeyPolicy:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root"}, Action: "kms:*", Resource: "*"}]
  Alias: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/cards, TargetKeyId: !Ref Key}}
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: cards-in-a-stack
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - BucketKeyEnabled: true
            ServerSideEncryptionByDefault: {SSEAlgorithm: "aws:kms", KMSMasterKeyID: !GetAtt Key.Arn}
  Login:
    Type: AWS::IAM::OIDCProvider
    Properties: {Url: "https://login.example.com/shop", ClientIdList: ${clients}}
${more}
Outputs:
  Key: {Value: !Ref Key}
  Arn: {Value: !GetAtt Key.Arn}
  Alias: {Value: !Ref Alias}
  Login: {Value: !Ref Login}
`;

async function update(wanted: Wanted): Promise<Stack> {
  await stacks.send(new UpdateStackCommand({ StackName: 'cards', TemplateBody: template(wanted) }));
  return settled('cards');
}

describe('a stack of a key, its alias, a bucket under it and an OpenID Connect provider', () => {
  let key = '';

  it('is made', async () => {
    await stacks.send(new CreateStackCommand({ StackName: 'cards', TemplateBody: template({ description: 'first' }) }));
    const stack = await settled('cards');
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const { Key = '', Arn, Alias, Login } = outputsOf(stack);
    key = Key;
    expect([Arn, Alias]).toEqual([`arn:aws:kms:eu-central-1:${testAccount}:key/${key}`, 'alias/cards']);
    expect(await keyOf('alias/cards')).toMatchObject({ KeyId: key, Description: 'first', Enabled: true });
    const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId: key }));
    expect(JSON.parse(Policy)).toMatchObject({ Statement: [{ Principal: { AWS: `arn:aws:iam::${testAccount}:root` } }] });
    expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId: key }))).toMatchObject({ KeyRotationEnabled: true });
    expect(Login).toBe(`arn:aws:iam::${testAccount}:oidc-provider/login.example.com/shop`);
  });

  it('encrypts what is put into the bucket by the key', async () => {
    const put = new PutObjectCommand({ Bucket: 'cards-in-a-stack', Key: 'a', Body: 'x' });
    const answer = await emulator.client(S3Client).send(put);
    expect(answer).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      BucketKeyEnabled: true,
      SSEKMSKeyId: expect.stringContaining(key) as string,
    });
  });

  it('is changed in place', async () => {
    const stack = await update({ description: 'second', rotation: false, enabled: false, clients: '[two]' });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await keyOf(key)).toMatchObject({ Description: 'second', Enabled: false });
    expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId: key }))).toMatchObject({ KeyRotationEnabled: false });
    const input = { OpenIDConnectProviderArn: outputsOf(stack)['Login'] };
    expect(await emulator.client(IAMClient).send(new GetOpenIDConnectProviderCommand(input))).toMatchObject({ ClientIDList: ['two'] });
  });

  it('is rolled back whole where something in it fails', async () => {
    const more =
      '  Other: {Type: AWS::KMS::Alias, DependsOn: [Key, Login], Properties: {AliasName: alias/aws/mine, TargetKeyId: !Ref Key}}';
    const stack = await update({ description: 'third', clients: '[three]', more });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await keyOf(key)).toMatchObject({ Description: 'second', Enabled: false });
    const { StackEvents = [] } = await stacks.send(new DescribeStackEventsCommand({ StackName: 'cards' }));
    const reasons = StackEvents.filter((event) => event.ResourceStatus === 'CREATE_FAILED').map((event) => event.ResourceStatusReason);
    expect(reasons[0]).toContain('Alias must not begin with alias/aws/ (Service: Kms, Status Code: 400)');
  });

  it('gets another key where the kind of key changes, and the alias moves to it', async () => {
    const stack = await update({ description: 'fourth', rotation: false, spec: 'KeyUsage: ENCRYPT_DECRYPT' });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    const { Key: replacement } = outputsOf(stack);
    expect(replacement).not.toBe(key);
    expect(await keyOf('alias/cards')).toMatchObject({ KeyId: replacement });
    expect(await keyOf(key)).toMatchObject({ KeyState: 'PendingDeletion' });
    key = replacement ?? '';
  });

  it('is deleted: the key is scheduled for deletion, if nobody did that before, and the rest is gone', async () => {
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 30 }));
    const { StackId = '' } = await settled('cards');
    await stacks.send(new DeleteStackCommand({ StackName: 'cards' }));
    expect((await settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect(await keyOf(key)).toMatchObject({ KeyState: 'PendingDeletion' });
    expect((await kms.send(new ListAliasesCommand({}))).Aliases?.map(({ AliasName }) => AliasName)).not.toContain('alias/cards');
    expect(emulator.logged()).toBe('');
  });
});
