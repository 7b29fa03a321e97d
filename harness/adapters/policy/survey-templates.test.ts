import { describe, expect, it } from 'vitest';
import type { Project } from '../../../src/model/project.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { surveyTemplates } from './survey-templates.ts';
import { filesOf } from './testing.ts';

const [module] = sampleProject.modules;
if (module === undefined) throw new Error('the sample project has no module');
const infrastructure = { kind: 'template', template: 'template.yaml' } as const;
const project: Project = {
  ...sampleProject,
  modules: [{ ...module, infrastructure, tests: { unit: ['test'] } }],
};

const bucket = (id: string): string => `  ${id}: { Type: AWS::S3::Bucket }\n`;
const plain = `Resources:\n${['One', 'Two', 'Three'].map(bucket).join('')}`;

async function findings(template: string, config = 'project: payments\n', of = project): Promise<readonly string[]> {
  const survey = await surveyTemplates(of, filesOf({ 'template.yaml': template, 'rehearsal.yaml': config }));
  expect(survey.unread).toEqual([]);
  return survey.findings.map(({ rule, place }) => `${place} ${rule}`);
}

function role(trust: string): string {
  return `Resources:
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - ${trust}
`;
}

function token(condition: string): string {
  const provider = `!Sub 'arn:aws:iam::\${AWS::AccountId}:oidc-provider/ci.example'`;
  return role(
    `{ Effect: Allow, Principal: { Federated: ${provider} }, Action: sts:AssumeRoleWithWebIdentity, Condition: { ${condition} } }`,
  );
}

const audience = `StringEquals: { 'ci.example:aud': sts.amazonaws.com }`;
const sub = (value: string): string => token(`${audience}, StringLike: { 'ci.example:sub': ${value} }`);

describe('trust in tokens', () => {
  it.each([
    ['one environment', `StringEquals: { 'ci.example:aud': sts.amazonaws.com, 'ci.example:sub': 'repo:org/pay:environment:uat' }`, []],
    ['a provider that only a parameter names', `${audience}, StringLike: { '\${Issuer}:sub': 'repo:org/pay:environment:uat' }`, []],
    ['no subject', audience, ['template.yaml:7 wildcard-trust-subject']],
    ['no audience', `StringEquals: { 'ci.example:sub': 'repo:org/pay:environment:uat' }`, ['template.yaml:7 wildcard-trust-audience']],
    [
      'any audience',
      `StringLike: { 'ci.example:aud': '*' }, StringEquals: { 'ci.example:sub': 'repo:org/pay:environment:uat' }`,
      ['template.yaml:7 wildcard-trust-audience'],
    ],
    [
      'a condition that a token without the claim fulfils',
      `${audience}, 'ForAllValues:StringEquals': { 'ci.example:sub': 'repo:org/pay:environment:uat' }`,
      ['template.yaml:7 wildcard-trust-subject'],
    ],
  ])('with %s', async (_, condition, expected) => {
    expect(await findings(token(condition))).toEqual(expected);
  });

  it.each([
    [`'*'`, true],
    [`'repo:*'`, true],
    [`'repo:org/*'`, true],
    [`'repo:org/*:environment:uat'`, true],
    [`'repo:org/pay:*'`, true],
    [`'repo:org/pay:environment:*'`, true],
    [`'repo:org/pay:ref:refs/heads/*'`, true],
    [`['repo:org/pay:environment:uat', 'repo:org/*']`, true],
    [`!Sub 'repo:\${Repository}:*'`, true],
    [`'repo:org/pay:ref:refs/tags/v*'`, false],
    [`'repo:org/pay:environment:uat'`, false],
    [`!Sub 'repo:\${Repository}:environment:\${Environment}'`, false],
    [`!Ref Subject`, false],
  ])('subject like %s is open: %s', async (value, open) => {
    expect(await findings(sub(value))).toEqual(open ? ['template.yaml:7 wildcard-trust-subject'] : []);
  });

  it('leaves Cognito, whose tokens have no subject to ask for, alone', async () => {
    const identity = 'Principal: { Federated: cognito-identity.amazonaws.com }, Action: sts:AssumeRoleWithWebIdentity';
    expect(await findings(role(`{ Effect: Allow, ${identity} }`))).toEqual([]);
  });

  it('takes a star that stands for itself as one subject', async () => {
    const condition = `StringEquals: { 'ci.example:aud': sts.amazonaws.com, 'ci.example:sub': 'repo:org/*' }`;
    expect(await findings(token(condition))).toEqual([]);
  });

  it.each([
    ['{ Effect: Allow, Principal: "*", Action: sts:AssumeRole }', ['template.yaml:7 any-principal']],
    ['{ Effect: Allow, Principal: { AWS: "*" }, Action: sts:AssumeRole }', ['template.yaml:7 any-principal']],
    ['{ Effect: Allow, Principal: "*", Action: sts:AssumeRole, Condition: { StringEquals: { "aws:PrincipalOrgID": o-1 } } }', []],
    ['{ Effect: Deny, Principal: "*", Action: sts:AssumeRole }', []],
    ['{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }', []],
  ])('%s', async (statement, expected) => {
    expect(await findings(role(statement))).toEqual(expected);
  });
});

describe('permissions', () => {
  const may = (statement: string): string =>
    `Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies:\n        - PolicyDocument:\n            Statement: ${statement}\n`;

  it.each([
    [`{ Effect: Allow, Action: '*', Resource: '*' }`, true],
    [`[{ Effect: Allow, Action: ['s3:GetObject', '*'], Resource: ['*'] }]`, true],
    [`{ Effect: Allow, Action: 'iam:*', Resource: '*' }`, true],
    [`{ Effect: Allow, NotAction: 'iam:*', Resource: '*' }`, true],
    [`[!If [IsProduction, { Effect: Allow, Action: '*', Resource: '*' }, !Ref 'AWS::NoValue']]`, true],
    [`{ Effect: Allow, Action: '*', Resource: !Sub 'arn:aws:s3:::\${Bucket}/*' }`, false],
    [`{ Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: '*' }`, false],
    [`{ Effect: Deny, Action: '*', Resource: '*' }`, false],
  ])('%s is everything: %s', async (statement, wide) => {
    expect((await findings(may(statement))).length > 0).toBe(wide);
  });

  it.each([
    ['AWS::IAM::Role', 'ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]', 1],
    ['AWS::IAM::Role', `ManagedPolicyArns: [!Sub 'arn:\${AWS::Partition}:iam::aws:policy/IAMFullAccess']`, 1],
    ['AWS::Serverless::Function', 'Policies: [AdministratorAccess]', 1],
    ['AWS::Serverless::Function', `Policies: [{ Statement: { Effect: Allow, Action: '*', Resource: '*' } }]`, 1],
    ['AWS::Serverless::Function', 'Policies: [{ S3ReadPolicy: { BucketName: b } }, AWSLambdaBasicExecutionRole]', 0],
    ['AWS::IAM::Role', 'ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]', 0],
    ['AWS::Lambda::Permission', `Principal: '*'\n      Action: lambda:InvokeFunction`, 1],
    ['AWS::Lambda::Permission', `Principal: '*'\n      FunctionUrlAuthType: NONE`, 0],
    ['AWS::SQS::QueuePolicy', `PolicyDocument: { Statement: [{ Effect: Allow, Principal: '*', Action: 'sqs:SendMessage' }] }`, 1],
  ])('%s with %s: %i', async (type, properties, count) => {
    expect(await findings(`Resources:\n  It:\n    Type: ${type}\n    Properties:\n      ${properties}\n`)).toHaveLength(count);
  });
});

describe('credentials', () => {
  const withVariable = (variable: string): string =>
    `Resources:\n  Pay:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          ${variable}\n`;

  it.each([
    ['DB_PASSWORD: hunter2', true],
    ['apiKey: abc', true],
    ["TOKEN: !Sub 'abc'", true],
    ['DB_PASSWORD: !Ref Password', false],
    ["DB_PASSWORD: '{{resolve:secretsmanager:db}}'", false],
    ['DATABASE_SECRET_ARN: arn:aws:secretsmanager:eu-west-1:1:secret:x', false],
    ['TOKEN_URL: https://example.org', false],
    ['LOG_LEVEL: info', false],
    ['DATABASE_SECRET: arn:aws:secretsmanager:eu-west-1:1:secret:x', false],
    ["CHECK_TOKEN: 'false'", false],
  ])('a variable %s is one: %s', async (variable, found) => {
    expect(await findings(withVariable(variable))).toEqual(found ? ['template.yaml:7 static-credential'] : []);
  });

  it('in the Default of what is not to be echoed', async () => {
    const parameters = (more: string): string => `Parameters:\n  Password: { Type: String, NoEcho: true${more} }\n${plain}`;
    expect(await findings(parameters(', Default: hunter2'))).toEqual(['template.yaml:2 static-credential']);
    expect(await findings(parameters(''))).toEqual([]);
  });

  it('in what rehearsal.yaml gives it for one environment', async () => {
    const template = `Parameters:\n  Password: { Type: String, NoEcho: true }\n${plain}`;
    const config = `modules:\n  MOD-001:\n    environments:\n      production:\n        parameters:\n          Password: hunter2\n`;
    const given = (value: string): Project => ({
      ...project,
      modules: [{ ...module, infrastructure, environments: { production: { parameters: { Password: value } } } }],
    });
    expect(await findings(template, config, given('hunter2'))).toEqual(['rehearsal.yaml:6 static-credential']);
    expect(await findings(template, config, given('${database.secretArn}'))).toEqual([]);
  });

  it('as an access key, wherever it stands', async () => {
    const key = ['AKIA', 'Q7RZ5WXYT3NBVK2M'].join('');
    expect(await findings(`# ${key}\n${plain}`)).toEqual(['template.yaml:1 static-credential']);
  });
});

describe('a second template', () => {
  const survey = (path: string, text: string) =>
    surveyTemplates(project, filesOf({ 'template.yaml': plain, 'rehearsal.yaml': '', [path]: text }));

  it.each([
    ['of the same resources', 'infra/other.yaml', plain, 3],
    ['of most of them', 'b.json', JSON.stringify({ Resources: { One: { Type: 'AWS::S3::Bucket' }, Two: { Type: 'AWS::S3::Bucket' } } }), 2],
    ['of other resources', 'b.yaml', `Resources:\n${['Four', 'Five', 'Six'].map(bucket).join('')}`, null],
    ['of the same names and other types', 'b.yaml', plain.replaceAll('S3::Bucket', 'SQS::Queue'), null],
    ["among a test's files", 'test/fixtures/template.yaml', plain, null],
    ['that is no YAML', 'b.yaml', `Resources: [AWS::, {`, null],
  ])('%s', async (_, path, text, shared) => {
    const { twins } = await survey(path, text);
    expect(twins.map((twin) => twin.shared)).toEqual(shared === null ? [] : [shared]);
  });
});

it('says why a template could not be read', async () => {
  const read = async (text: string) => (await surveyTemplates(project, filesOf({ 'template.yaml': text }))).unread;
  expect(await read('a: [')).toEqual([{ path: 'template.yaml', why: expect.stringContaining('line 1') as string }]);
  expect(await read('a: 1')).toEqual([{ path: 'template.yaml', why: 'it declares no AWS resource' }]);
});
