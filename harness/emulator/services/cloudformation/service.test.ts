import {
  AlreadyExistsException,
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  InsufficientCapabilitiesException,
  ListExportsCommand,
  UpdateStackCommand,
  type CreateStackCommandInput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetAliasCommand, InvokeCommand, LambdaClient, PublishVersionCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount, type TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await startTestEmulator();
  cloudFormation = emulator.client(CloudFormationClient);
  await putCode();
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function putCode(): Promise<void> {
  const s3 = emulator.client(S3Client, testAccount, { forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'code', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));
  for (const version of ['one', 'two']) {
    const source = `export const handler = async () => ({ statusCode: 200, body: '${version}' });`;
    const Body = zipSync({ 'index.mjs': new TextEncoder().encode(source) });
    await s3.send(new PutObjectCommand({ Bucket: 'code', Key: `${version}.zip`, Body }));
  }
}

/** The stack when nothing is under way any more. */
async function settled(StackName: string): Promise<Stack> {
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    if (stack !== undefined && stack.StackStatus?.endsWith('_IN_PROGRESS') !== true) return stack;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function create(input: CreateStackCommandInput, client = cloudFormation): Promise<Stack> {
  const { StackId } = await client.send(new CreateStackCommand({ Capabilities: ['CAPABILITY_IAM'], ...input }));
  return settled(StackId ?? '');
}

async function reasons(StackName: string, status: string): Promise<readonly string[]> {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.filter((event) => event.ResourceStatus === status).map(
    (event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason ?? ''}`,
  );
}

const serviceTemplate = `
Parameters:
  Code: {Type: String}
  Memory: {Type: Number, Default: 128}
  Password: {Type: String, NoEcho: true, Default: hush}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: logs
          PolicyDocument:
            Version: 2012-10-17
            Statement: [{Effect: Allow, Action: [logs:CreateLogStream, logs:PutLogEvents], Resource: !GetAtt Log.Arn}]
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString: {SecretStringTemplate: '{"user":"app"}', GenerateStringKey: password, PasswordLength: 20, ExcludePunctuation: true}
  Log: {Type: "AWS::Logs::LogGroup", Properties: {RetentionInDays: 7}}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Code: {S3Bucket: code, S3Key: !Sub "\${Code}.zip"}
      MemorySize: !Ref Memory
      LoggingConfig: {LogGroup: !Ref Log}
      Environment: {Variables: {SECRET: !Ref Secret, PASSWORD: !Ref Password}}
  Version: {Type: "AWS::Lambda::Version", Properties: {FunctionName: !Ref Function}}
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {Name: live, FunctionName: !Ref Function, FunctionVersion: !GetAtt Version.Version}
  Url:
    Type: AWS::Lambda::Url
    DependsOn: Alias
    Properties: {TargetFunctionArn: !Ref Function, Qualifier: live, AuthType: NONE}
  UrlPermission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Alias, Principal: "*", Action: lambda:InvokeFunctionUrl, FunctionUrlAuthType: NONE}
  InvokePermission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Alias, Principal: "*", Action: lambda:InvokeFunction, InvokedViaFunctionUrl: true}
Outputs:
  Url: {Value: !GetAtt Url.FunctionUrl}
  Function: {Value: !Ref Function}
  Secret: {Value: !Ref Secret}
  Role: {Value: !GetAtt Role.Arn, Export: {Name: !Sub "\${AWS::StackName}-role"}}
`;

const parameter = (ParameterKey: string, ParameterValue: string): { ParameterKey: string; ParameterValue: string } => ({
  ParameterKey,
  ParameterValue,
});
const output = (stack: Stack, key: string): string => stack.Outputs?.find((found) => found.OutputKey === key)?.OutputValue ?? '';

describe('a stack of a function behind a URL', () => {
  const input = {
    StackName: 'service',
    TemplateBody: serviceTemplate,
    Parameters: [parameter('Code', 'one')],
    Capabilities: ['CAPABILITY_IAM' as const],
    Tags: [{ Key: 'team', Value: 'a' }],
  };
  let stack: Stack;

  beforeAll(async () => {
    stack = await create(input);
  });

  it('is made, and answers', async () => {
    expect(await reasons('service', 'CREATE_FAILED')).toEqual([]);
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(await (await fetch(output(stack, 'Url'))).text()).toBe('one');
    expect(stack.Parameters).toContainEqual({ ParameterKey: 'Password', ParameterValue: '****' });
  });

  it('names what it makes as AWS does', () => {
    expect(output(stack, 'Function')).toMatch(/^service-Function-[A-Z0-9]{13}$/);
    expect(output(stack, 'Role')).toMatch(/^arn:aws:iam::111122223333:role\/service-Role-[A-Z0-9]{13}$/);
  });

  it('shows no hidden parameter in its events', async () => {
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'service' }));
    const shown = StackEvents.map((event) => event.ResourceProperties ?? '').join('\n');
    expect(shown).not.toContain('hush');
    expect(shown).toContain('"PASSWORD":"****"');
  });

  it('generates its secret', async () => {
    const secrets = emulator.client(SecretsManagerClient);
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: output(stack, 'Secret') }));
    expect(SecretString).toMatch(/^\{"user":"app","password":"[a-zA-Z0-9]{20}"\}$/);
  });

  it('has no updates where nothing changed: applying twice changes nothing', async () => {
    await expect(cloudFormation.send(new UpdateStackCommand(input))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'No updates are to be performed.',
    });
    await cloudFormation.send(new CreateChangeSetCommand({ ...input, ChangeSetName: 'nothing' }));
    expect(await cloudFormation.send(new DescribeChangeSetCommand({ StackName: 'service', ChangeSetName: 'nothing' }))).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set.",
      Changes: [],
    });
  });

  it('shows in a change set what a new zip changes, and leaves the alias where somebody moved it', async () => {
    const lambda = emulator.client(LambdaClient);
    const FunctionName = output(stack, 'Function');
    const changed = { ...input, Parameters: [parameter('Code', 'two')] };
    await cloudFormation.send(new CreateChangeSetCommand({ ...changed, ChangeSetName: 'two' }));
    const described = await cloudFormation.send(new DescribeChangeSetCommand({ StackName: 'service', ChangeSetName: 'two' }));
    expect(described.Changes).toEqual([
      {
        Type: 'Resource',
        ResourceChange: {
          Action: 'Modify',
          LogicalResourceId: 'Function',
          PhysicalResourceId: FunctionName,
          ResourceType: 'AWS::Lambda::Function',
          Replacement: 'False',
          Scope: ['Properties'],
          Details: [
            {
              Target: { Attribute: 'Properties', Name: 'Code', RequiresRecreation: 'Never' },
              Evaluation: 'Static',
              ChangeSource: 'ParameterReference',
              CausingEntity: 'Code',
            },
          ],
        },
      },
    ]);
    await cloudFormation.send(new ExecuteChangeSetCommand({ StackName: 'service', ChangeSetName: 'two' }));
    expect((await settled('service')).StackStatus).toBe('UPDATE_COMPLETE');
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
    expect(JSON.parse(new TextDecoder().decode(Payload))).toMatchObject({ body: 'two' });
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version }));
    await cloudFormation.send(new UpdateStackCommand({ ...changed, Parameters: [...changed.Parameters, parameter('Memory', '256')] }));
    expect((await settled('service')).StackStatus).toBe('UPDATE_COMPLETE');
    expect(await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).toMatchObject({ FunctionVersion: Version });
  });

  it('rolls a failing update back to what it was', async () => {
    await cloudFormation.send(
      new UpdateStackCommand({
        ...input,
        TemplateBody: serviceTemplate.replace('RetentionInDays: 7', 'RetentionInDays: 14'),
        Parameters: [parameter('Code', 'missing')],
      }),
    );
    expect((await settled('service')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await reasons('service', 'UPDATE_FAILED'))[0]).toMatch(/^Function: Resource handler returned message: /);
    expect(await (await fetch(output(stack, 'Url'))).text()).toBe('two');
  });

  it('is deleted whole, and its name is free again', async () => {
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'service' }));
    expect((await settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
    await expect(cloudFormation.send(new DescribeStacksCommand({ StackName: 'service' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id service does not exist',
    });
  });
});

const logStack = (properties: string): string => `Resources: {Log: {Type: "AWS::Logs::LogGroup", Properties: ${properties}}}`;

describe('what CloudFormation may do', () => {
  const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

  async function roleFor(service: string, statement: object): Promise<string> {
    const iam = emulator.client(IAMClient);
    const RoleName = `for-${service.split('.')[0] ?? ''}`;
    const trust = document({ Principal: { Service: service }, Action: 'sts:AssumeRole' });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: document(statement) }));
    return Role?.Arn ?? '';
  }

  async function clientOfUser(UserName: string, statement: object): Promise<CloudFormationClient> {
    const iam = emulator.client(IAMClient);
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument: document(statement) }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
    return new CloudFormationClient(emulator.configuration({ accessKeyId, secretAccessKey }));
  }

  it('is what the caller may do: without logs:CreateLogGroup the stack fails with that reason and is rolled back', async () => {
    const client = await clientOfUser('deployer', { Action: 'cloudformation:*', Resource: '*' });
    const stack = await create({ StackName: 'denied', TemplateBody: logStack('{LogGroupName: /denied}') }, client);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await reasons('denied', 'CREATE_FAILED'))[0]).toContain('is not authorized to perform: logs:CreateLogGroup on resource');
    await expect(
      client.send(new UpdateStackCommand({ StackName: 'denied', TemplateBody: logStack('{LogGroupName: /x}') })),
    ).rejects.toThrow('is in ROLLBACK_COMPLETE state and can not be updated.');
  });

  it('is what its role may do, where it has one', async () => {
    const role = await roleFor('cloudformation.amazonaws.com', { Action: 'logs:*', Resource: '*' });
    expect((await create({ StackName: 'by-role', TemplateBody: logStack('{}'), RoleARN: role })).StackStatus).toBe('CREATE_COMPLETE');
    const creations = emulator.trace().filter((entry) => entry.operation === 'CreateLogGroup');
    expect(creations.at(-1)?.principal).toBe(`arn:aws:sts::${testAccount}:assumed-role/for-cloudformation/AWSCloudFormation`);
  });

  it('refuses a role that does not trust it', async () => {
    const role = await roleFor('lambda.amazonaws.com', { Action: '*', Resource: '*' });
    await expect(create({ StackName: 'untrusted', TemplateBody: logStack('{}'), RoleARN: role })).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Role ${role} is invalid or cannot be assumed`,
    });
  });
});

describe('stacks side by side', () => {
  it('take each other’s exports, and an export in use can’t go', async () => {
    await create({
      StackName: 'producer',
      TemplateBody: `${logStack('{}')}\nOutputs: {Log: {Value: !Ref Log, Export: {Name: shared-log}}}`,
    });
    const consumer = await create({
      StackName: 'consumer',
      TemplateBody: logStack('{LogGroupName: !Sub ["${L}-b", {L: !ImportValue shared-log}]}'),
    });
    expect(consumer.StackStatus).toBe('CREATE_COMPLETE');
    const { Exports } = await cloudFormation.send(new ListExportsCommand({}));
    expect(Exports).toContainEqual(expect.objectContaining({ Name: 'shared-log' }));
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'producer' }));
    const producer = await settled('producer');
    expect(producer.StackStatus).toBe('CREATE_COMPLETE');
    expect(await reasons('producer', 'CREATE_COMPLETE')).toContain(
      'producer: Delete canceled. Cannot delete export shared-log as it is in use by consumer.',
    );
  });

  it('read Parameter Store: as a parameter and as a dynamic reference', async () => {
    const ssm = emulator.client(SSMClient);
    await ssm.send(new PutParameterCommand({ Name: '/days', Value: '30', Type: 'String' }));
    const stack = await create({
      StackName: 'reader',
      TemplateBody: `
Parameters: {Days: {Type: "AWS::SSM::Parameter::Value<String>", Default: /days}}
Resources:
  Log: {Type: "AWS::Logs::LogGroup", Properties: {RetentionInDays: !Ref Days}}
  Copy: {Type: "AWS::SSM::Parameter", Properties: {Name: /copy, Type: String, Value: "{{resolve:ssm:/days}} days"}}`,
    });
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'Days', ParameterValue: '/days', ResolvedValue: '30' }],
    });
    expect((await ssm.send(new GetParameterCommand({ Name: '/copy' }))).Parameter?.Value).toBe('30 days');
  });
});

describe('CreateStack', () => {
  it('wants IAM acknowledged', async () => {
    const input = { StackName: 'x', TemplateBody: serviceTemplate, Parameters: [parameter('Code', 'one')], Capabilities: [] };
    const refusal = cloudFormation.send(new CreateStackCommand(input));
    await expect(refusal).rejects.toThrow('Requires capabilities : [CAPABILITY_IAM]');
    await expect(refusal).rejects.toBeInstanceOf(InsufficientCapabilitiesException);
    const named = serviceTemplate.replace('AssumeRolePolicyDocument:', 'RoleName: r\n      AssumeRolePolicyDocument:');
    await expect(create({ ...input, TemplateBody: named, Capabilities: ['CAPABILITY_IAM'] })).rejects.toThrow(
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    );
  });

  it('refuses a name that is taken', async () => {
    await create({ StackName: 'taken', TemplateBody: logStack('{}') });
    await expect(create({ StackName: 'taken', TemplateBody: logStack('{}') })).rejects.toBeInstanceOf(AlreadyExistsException);
  });

  it.each([
    [{ StackName: 'a_b', TemplateBody: logStack('{}') }, "Value 'a_b' at 'stackName' failed to satisfy constraint"],
    [{ StackName: 'a' }, 'Either Template URL or Template Body must be specified.'],
    [{ StackName: 'a', TemplateURL: 'https://example.com/t.yaml' }, 'TemplateURL must be a supported URL.'],
    [{ StackName: 'a', TemplateURL: 'https://code.s3.eu-central-1.amazonaws.com/none' }, 'S3 error: '],
    [{ StackName: 'a', TemplateBody: logStack('{}'), StackPolicyBody: '{}' }, 'StackPolicyBody of CreateStack is not implemented'],
    [{ StackName: 'a', TemplateBody: logStack('{}'), NotificationARNs: ['arn:x'] }, 'NotificationARNs is not implemented'],
  ])('refuses %j', async (input, message) => {
    await expect(create(input)).rejects.toThrow(message);
  });

  it('reads a template from S3 by the emulator’s own address', async () => {
    const s3 = emulator.client(S3Client, testAccount, { forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: 'code', Key: 'a/t.yaml', Body: logStack('{}') }));
    const TemplateURL = `${emulator.endpoint}/code/a/t.yaml`;
    expect((await create({ StackName: 'by-url', TemplateURL })).StackStatus).toBe('CREATE_COMPLETE');
    expect((await cloudFormation.send(new GetTemplateSummaryCommand({ TemplateURL }))).ResourceTypes).toEqual(['AWS::Logs::LogGroup']);
  });
});

describe('all of this', () => {
  it('left nothing in the emulator’s log', () => {
    expect(emulator.logged()).toBe('');
  });
});

describe('a template with the serverless transform', () => {
  const written = `
    Transform: AWS::Serverless-2016-10-31
    Parameters: { Code: { Type: String } }
    Resources:
      Hello:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs24.x
          Handler: index.handler
          CodeUri: { Bucket: code, Key: !Ref Code }
          AutoPublishAlias: live
    Outputs: { Alias: { Value: !Ref Hello.Alias }, Version: { Value: !GetAtt Hello.Version.Version } }`;
  const Capabilities: CreateStackCommandInput['Capabilities'] = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'];
  const code = (key: string): CreateStackCommandInput['Parameters'] => [{ ParameterKey: 'Code', ParameterValue: `${key}.zip` }];

  it('is expanded, runs, and publishes a new version for new code', async () => {
    const stack = await create({ StackName: 'serverless', TemplateBody: written, Parameters: code('one'), Capabilities });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const alias = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Alias')?.OutputValue ?? '';
    expect(alias).toMatch(/:live$/);
    await cloudFormation.send(
      new UpdateStackCommand({ StackName: 'serverless', UsePreviousTemplate: true, Parameters: code('two'), Capabilities }),
    );
    const updated = await settled('serverless');
    expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
    expect(updated.Outputs).toContainEqual({ OutputKey: 'Version', OutputValue: '2' });
    const { Payload } = await emulator.client(LambdaClient).send(new InvokeCommand({ FunctionName: alias }));
    expect(Buffer.from(Payload ?? []).toString()).toContain('two');
  });

  it('is shown as it was written and as it was expanded', async () => {
    const original = await cloudFormation.send(new GetTemplateCommand({ StackName: 'serverless' }));
    expect(original.TemplateBody).toBe(written);
    const processed = await cloudFormation.send(new GetTemplateCommand({ StackName: 'serverless', TemplateStage: 'Processed' }));
    expect(JSON.parse(processed.TemplateBody ?? '')).toMatchObject({ Resources: { Hello: { Type: 'AWS::Lambda::Function' } } });
  });

  it('says what it declares and needs', async () => {
    const summary = await cloudFormation.send(new GetTemplateSummaryCommand({ TemplateBody: written }));
    expect(summary.DeclaredTransforms).toEqual(['AWS::Serverless-2016-10-31']);
    expect(summary.ResourceTypes).toEqual(['AWS::Serverless::Function']);
    expect(summary.Capabilities).toEqual(['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND']);
  });

  it('is not expanded for whoever did not agree to it, but for a change set it is', async () => {
    const asked = { StackName: 'unasked', TemplateBody: written, Parameters: code('one') };
    const refused = cloudFormation.send(new CreateStackCommand({ ...asked, Capabilities: ['CAPABILITY_IAM'] }));
    await expect(refused).rejects.toMatchObject({ message: 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]' });
    const input = { ...asked, ChangeSetName: 'first', ChangeSetType: 'CREATE' as const, Capabilities: ['CAPABILITY_IAM' as const] };
    await cloudFormation.send(new CreateChangeSetCommand(input));
    const { Changes } = await cloudFormation.send(new DescribeChangeSetCommand(input));
    expect(Changes?.map(({ ResourceChange }) => ResourceChange?.ResourceType)).toContain('AWS::Lambda::Alias');
  });
});

describe('a function behind an HTTP API', () => {
  const serverless = (path: string): string => `
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Hello:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs24.x
          Handler: index.handler
          CodeUri: s3://code/one.zip
          AutoPublishAlias: live
          Events:
            Get: { Type: HttpApi, Properties: { Path: ${path}, Method: get } }
    Outputs: { Url: { Value: !GetAtt ServerlessHttpApi.ApiEndpoint } }`;
  const Capabilities: CreateStackCommandInput['Capabilities'] = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'];
  const answer = async (stack: Stack, path: string): Promise<readonly [number, string]> => {
    const url = stack.Outputs?.find(({ OutputKey }) => OutputKey === 'Url')?.OutputValue ?? '';
    const response = await fetch(`${url}${path}`);
    return [response.status, await response.text()];
  };

  it('of SAM answers, moves to another route, and goes with its stack', async () => {
    const stack = await create({ StackName: 'web', TemplateBody: serverless('/hello'), Capabilities });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(await answer(stack, '/hello')).toEqual([200, 'one']);
    await cloudFormation.send(new UpdateStackCommand({ StackName: 'web', TemplateBody: serverless('/hi'), Capabilities }));
    const updated = await settled('web');
    expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await answer(updated, '/hi')).toEqual([200, 'one']);
    expect(await answer(updated, '/hello')).toEqual([404, '{"message":"Not Found"}']);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'web' }));
    await settled(stack.StackId ?? '');
    await expect(answer(stack, '/hi')).rejects.toThrow('fetch failed');
  });

  it('of plain resources answers on its stage', async () => {
    const TemplateBody = `
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
        Hello:
          Type: AWS::Lambda::Function
          Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: !GetAtt Role.Arn, Code: { S3Bucket: code, S3Key: one.zip } }
        Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: plain, ProtocolType: HTTP, Tags: { team: shop } } }
        Integration:
          Type: AWS::ApiGatewayV2::Integration
          Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Hello.Arn, PayloadFormatVersion: '2.0' }
        Route:
          Type: AWS::ApiGatewayV2::Route
          Properties: { ApiId: !Ref Api, RouteKey: 'GET /hello', Target: !Sub 'integrations/\${Integration}' }
        Deployment: { Type: AWS::ApiGatewayV2::Deployment, DependsOn: Route, Properties: { ApiId: !Ref Api } }
        Stage:
          Type: AWS::ApiGatewayV2::Stage
          Properties: { ApiId: !Ref Api, StageName: dev, DeploymentId: !Ref Deployment }
        Permission:
          Type: AWS::Lambda::Permission
          Properties:
            FunctionName: !Ref Hello
            Action: lambda:InvokeFunction
            Principal: apigateway.amazonaws.com
            SourceArn: !Sub 'arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/GET/hello'
      Outputs: { Url: { Value: !GetAtt Api.ApiEndpoint } }`;
    const stack = await create({ StackName: 'plain-web', TemplateBody });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(await answer(stack, '/dev/hello')).toEqual([200, 'one']);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'plain-web' }));
    expect((await settled(stack.StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  });
});
