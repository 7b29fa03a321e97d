import type { GeneratedFunction } from './generated-function.ts';

/** A module's CloudFormation template: a log group, a role, a function, a version, an alias and a URL that everybody may call, for each. */
export function templateOf(functions: readonly GeneratedFunction[]): object {
  const parameters = ['Environment', 'ArtefactBucket', ...functions.map(({ logicalId }) => `${logicalId}Key`)];
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: Object.fromEntries(parameters.map((name) => [name, { Type: 'String' }])),
    Resources: Object.assign({}, ...functions.map(resourcesOf)) as object,
    Outputs: Object.fromEntries(functions.map(({ logicalId }) => [`${logicalId}Url`, { Value: getAtt(`${logicalId}Url`, 'FunctionUrl') }])),
  };
}

function resourcesOf({ name, logicalId }: GeneratedFunction): object {
  const functionName = { 'Fn::Sub': `${name}-\${Environment}` };
  const ownLog = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: getAtt(`${logicalId}Log`, 'Arn') };
  const assume = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const everybody = { FunctionName: ref(`${logicalId}Alias`), Principal: '*' };
  return {
    [`${logicalId}Log`]: resource('Logs::LogGroup', {
      LogGroupName: { 'Fn::Sub': `/aws/lambda/${name}-\${Environment}` },
      RetentionInDays: 30,
    }),
    [`${logicalId}Role`]: resource('IAM::Role', {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [assume] },
      Policies: [{ PolicyName: 'own-log', PolicyDocument: { Version: '2012-10-17', Statement: [ownLog] } }],
    }),
    [logicalId]: {
      ...resource('Lambda::Function', {
        FunctionName: functionName,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: getAtt(`${logicalId}Role`, 'Arn'),
        Code: { S3Bucket: ref('ArtefactBucket'), S3Key: ref(`${logicalId}Key`) },
        MemorySize: 128,
        Timeout: 10,
      }),
      DependsOn: `${logicalId}Log`,
    },
    [`${logicalId}Version`]: resource('Lambda::Version', { FunctionName: ref(logicalId) }),
    [`${logicalId}Alias`]: resource('Lambda::Alias', {
      Name: 'live',
      FunctionName: ref(logicalId),
      FunctionVersion: getAtt(`${logicalId}Version`, 'Version'),
    }),
    [`${logicalId}Url`]: {
      ...resource('Lambda::Url', { TargetFunctionArn: ref(logicalId), Qualifier: 'live', AuthType: 'NONE' }),
      DependsOn: `${logicalId}Alias`,
    },
    [`${logicalId}UrlPermission`]: resource('Lambda::Permission', {
      ...everybody,
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    }),
    [`${logicalId}InvokePermission`]: resource('Lambda::Permission', {
      ...everybody,
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    }),
  };
}

function resource(type: string, properties: object): object {
  return { Type: `AWS::${type}`, Properties: properties };
}

function ref(name: string): object {
  return { Ref: name };
}

function getAtt(name: string, attribute: string): object {
  return { 'Fn::GetAtt': [name, attribute] };
}
