import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { parseTemplateText } from '../parse-text.ts';
import { expandServerless } from './expand-serverless.ts';

function expand(resources: string, rest = '', known: Readonly<Record<string, Json>> = {}): JsonObject {
  const template = parseTemplateText(`Transform: AWS::Serverless-2016-10-31\n${rest}\nResources:\n${resources}`) as JsonObject;
  return expandServerless(template, new Map(Object.entries(known)));
}

function resourcesOf(...given: Parameters<typeof expand>): JsonObject {
  return expand(...given)['Resources'] as JsonObject;
}

const least = `
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      CodeUri: s3://code/hello.zip?versionId=7`;

describe('a function of SAM', () => {
  it('is a Lambda function and its role', () => {
    expect(resourcesOf(least)).toEqual({
      Hello: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: 'code', S3Key: 'hello.zip', S3ObjectVersion: '7' },
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['HelloRole', 'Arn'] },
          Runtime: 'nodejs24.x',
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
      HelloRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } }],
          },
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
    });
  });

  it('gets its share of Globals: maps merged, lists joined, its own values first', () => {
    const globals = 'Globals: { Function: { Timeout: 9, MemorySize: 512, Environment: { Variables: { A: all, B: all } } } }';
    const own = `${least}\n      MemorySize: 256\n      Environment: { Variables: { B: own } }`;
    expect(resourcesOf(own, globals)).toMatchObject({
      Hello: { Properties: { Timeout: 9, MemorySize: 256, Environment: { Variables: { A: 'all', B: 'own' } } } },
    });
  });

  it('gives its role what its Policies say, numbered by their place', () => {
    const policies = `${least}
      Policies:
        - AWSLambdaVPCAccessExecutionRole
        - DynamoDBReadPolicy: { TableName: !Ref Table }
        - Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: '*' }]`;
    expect(resourcesOf(policies)).toMatchObject({
      HelloRole: {
        Properties: {
          ManagedPolicyArns: [
            'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
            'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
          ],
          Policies: [
            {
              PolicyName: 'HelloRolePolicy1',
              PolicyDocument: {
                Statement: [
                  {
                    Action: expect.arrayContaining(['dynamodb:GetItem']) as string[],
                    Resource: [
                      {
                        'Fn::Sub': [
                          'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${tableName}',
                          { tableName: { Ref: 'Table' } },
                        ],
                      },
                      expect.anything(),
                    ],
                  },
                ],
              },
            },
            { PolicyName: 'HelloRolePolicy2' },
          ],
        },
      },
    });
  });

  it('is published under a logical id that changes with the code, as the value of a parameter too', () => {
    const published = least.replace('s3://code/hello.zip?versionId=7', '{ Bucket: code, Key: !Ref Key }');
    const idFor = (Key: string): string | undefined =>
      Object.keys(resourcesOf(`${published}\n      AutoPublishAlias: live`, '', { Key })).find((id) => id.startsWith('HelloVersion'));
    expect(idFor('one.zip')).toMatch(/^HelloVersion[0-9a-f]{10}$/);
    expect(idFor('one.zip')).toBe(idFor('one.zip'));
    expect(idFor('one.zip')).not.toBe(idFor('two.zip'));
  });

  it('has an alias that others find by its short name', () => {
    const outputs = 'Outputs: { Alias: { Value: !Ref Hello.Alias }, Version: { Value: !GetAtt Hello.Version.Version } }';
    const expanded = expand(`${least.replace('?versionId=7', '')}\n      AutoPublishAlias: live`, outputs);
    expect(expanded['Outputs']).toEqual({
      Alias: { Value: { Ref: 'HelloAliaslive' } },
      Version: { Value: { 'Fn::GetAtt': [expect.stringMatching(/^HelloVersion/) as string, 'Version'] } },
    });
    expect(expanded['Resources']).toMatchObject({ HelloAliaslive: { Type: 'AWS::Lambda::Alias', Properties: { Name: 'live' } } });
  });

  it('keeps a DeploymentPreference with its alias: CodeDeploy is not emulated', () => {
    const gradual = `${least}\n      AutoPublishAlias: live\n      DeploymentPreference: { Type: Canary10Percent5Minutes }`;
    const alias = resourcesOf(gradual)['HelloAliaslive'];
    expect(alias).toMatchObject({ Metadata: { SamDeploymentPreference: { Type: 'Canary10Percent5Minutes' } } });
    expect(alias).not.toHaveProperty('UpdatePolicy');
  });

  it('with a public URL has the two permissions that this takes', () => {
    expect(Object.keys(resourcesOf(`${least}\n      FunctionUrlConfig: { AuthType: NONE }`)).sort()).toEqual([
      'Hello',
      'HelloRole',
      'HelloURLInvokeAllowPublicAccess',
      'HelloUrl',
      'HelloUrlPublicPermissions',
    ]);
  });
});

describe('events of a function', () => {
  const withEvent = (event: string, more = ''): string => `${least}${more}\n      Events:\n        On: ${event}`;

  it.each([
    ['{ Type: SQS, Properties: { Queue: q } }', { HelloOn: 'AWS::Lambda::EventSourceMapping' }],
    ['{ Type: SNS, Properties: { Topic: t } }', { HelloOn: 'AWS::SNS::Subscription', HelloOnPermission: 'AWS::Lambda::Permission' }],
    [
      '{ Type: EventBridgeRule, Properties: { Pattern: {} } }',
      { HelloOn: 'AWS::Events::Rule', HelloOnPermission: 'AWS::Lambda::Permission' },
    ],
    [
      '{ Type: Schedule, Properties: { Schedule: rate(1 day) } }',
      { HelloOn: 'AWS::Events::Rule', HelloOnPermission: 'AWS::Lambda::Permission' },
    ],
    [
      '{ Type: HttpApi, Properties: { Path: /hello, Method: get } }',
      {
        HelloOnPermission: 'AWS::Lambda::Permission',
        ServerlessHttpApi: 'AWS::ApiGatewayV2::Api',
        ServerlessHttpApiApiGatewayDefaultStage: 'AWS::ApiGatewayV2::Stage',
      },
    ],
  ])('%s become resources of their own', (event, expected) => {
    const { Hello: _fn, HelloRole: _role, ...made } = resourcesOf(withEvent(event));
    expect(Object.fromEntries(Object.entries(made).map(([id, resource]) => [id, (resource as JsonObject)['Type']]))).toEqual(expected);
  });

  it('go to the alias where there is one', () => {
    const resources = resourcesOf(withEvent('{ Type: SNS, Properties: { Topic: t } }', '\n      AutoPublishAlias: live'));
    expect(resources).toMatchObject({
      HelloOn: { Properties: { Endpoint: { Ref: 'HelloAliaslive' } } },
      HelloOnPermission: { Properties: { FunctionName: { Ref: 'HelloAliaslive' } } },
    });
  });

  it('of an HTTP API are routes of its OpenAPI document, and a permission for this route alone', () => {
    const resources = resourcesOf(withEvent('{ Type: HttpApi, Properties: { Path: "/items/{id}", Method: GET } }'));
    expect(resources).toMatchObject({
      HelloOnPermission: {
        Properties: {
          SourceArn: {
            'Fn::Sub': [
              'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/items/*',
              { __ApiId__: { Ref: 'ServerlessHttpApi' }, __Stage__: '*' },
            ],
          },
        },
      },
      ServerlessHttpApi: {
        Properties: {
          Body: {
            paths: { '/items/{id}': { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', payloadFormatVersion: '2.0' } } } },
          },
        },
      },
    });
  });
});

describe('what SAM makes nothing of', () => {
  it.each([
    ['a REST API', `${least}\n  Api:\n    Type: AWS::Serverless::Api`, /AWS::Serverless::Api, a REST API .* is not implemented/],
    ['a state machine', `${least}\n  Steps:\n    Type: AWS::Serverless::StateMachine`, /AWS::Serverless::StateMachine \(resource Steps\)/],
    [
      'all that is refused, together',
      `${least}\n  Flow:\n    Type: AWS::Serverless::StateMachine\n  Layer:\n    Type: AWS::Serverless::LayerVersion`,
      /type AWS::Serverless::StateMachine \(resource Flow\); The resource type AWS::Serverless::LayerVersion \(resource Layer\) is not/,
    ],
    ['a REST API event', `${least}\n      Events: { On: { Type: Api } }`, /event type Api \(event On of resource Hello\)/],
    ['a connector', `${least}\n    Connectors: {}`, /The attribute Connectors of resource Hello/],
    [
      'a policy template of a service that is far away',
      `${least}\n      Policies: [{ TextractPolicy: {} }]`,
      /policy template TextractPolicy/,
    ],
    [
      'an authorizer',
      `${least}\n  Api:\n    Type: AWS::Serverless::HttpApi\n    Properties: { Auth: {} }`,
      /The property Auth of AWS::Serverless::HttpApi/,
    ],
  ])('%s is refused by name', (_what, resources, message) => {
    expect(() => resourcesOf(resources)).toThrow(message);
  });

  it('says all that is wrong at once, in SAM’s words', () => {
    const resources = `
  One:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ./src }
  Two:
    Type: AWS::Serverless::Function
    Properties: { Colour: red }`;
    expect(() => resourcesOf(resources)).toThrow(
      "Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document. Number of errors found: 2. Resource with id [One] is invalid. 'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter. Resource with id [Two] is invalid. property Colour not defined for resource of type AWS::Serverless::Function",
    );
  });
});

describe('AWS::Serverless::SimpleTable', () => {
  it('is a table with one key, paid by request', () => {
    expect(resourcesOf('  Table: { Type: AWS::Serverless::SimpleTable }')).toEqual({
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
    });
  });
});
