/** The SDK package of each service, loaded when the service is first asked for: it costs time. */
export interface ServicePackage {
  readonly signingName: string;
  readonly namespace: string;
  /** The name of the package's client class, which knows the protocol. */
  readonly client: string;
  load(): Promise<Readonly<Record<string, unknown>>>;
}

export const servicePackages: readonly ServicePackage[] = [
  { signingName: 's3', namespace: 'com.amazonaws.s3', client: 'S3Client', load: () => import('@aws-sdk/client-s3') },
  { signingName: 'sts', namespace: 'com.amazonaws.sts', client: 'STSClient', load: () => import('@aws-sdk/client-sts') },
  { signingName: 'iam', namespace: 'com.amazonaws.iam', client: 'IAMClient', load: () => import('@aws-sdk/client-iam') },
  { signingName: 'ssm', namespace: 'com.amazonaws.ssm', client: 'SSMClient', load: () => import('@aws-sdk/client-ssm') },
  {
    signingName: 'secretsmanager',
    namespace: 'com.amazonaws.secretsmanager',
    client: 'SecretsManagerClient',
    load: () => import('@aws-sdk/client-secrets-manager'),
  },
  { signingName: 'lambda', namespace: 'com.amazonaws.lambda', client: 'LambdaClient', load: () => import('@aws-sdk/client-lambda') },
  {
    signingName: 'logs',
    namespace: 'com.amazonaws.cloudwatchlogs',
    client: 'CloudWatchLogsClient',
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
  },
  {
    signingName: 'cloudformation',
    namespace: 'com.amazonaws.cloudformation',
    client: 'CloudFormationClient',
    load: () => import('@aws-sdk/client-cloudformation'),
  },
  { signingName: 'kms', namespace: 'com.amazonaws.kms', client: 'KMSClient', load: () => import('@aws-sdk/client-kms') },
  {
    signingName: 'dynamodb',
    namespace: 'com.amazonaws.dynamodb',
    client: 'DynamoDBClient',
    load: () => import('@aws-sdk/client-dynamodb'),
  },
  { signingName: 'sqs', namespace: 'com.amazonaws.sqs', client: 'SQSClient', load: () => import('@aws-sdk/client-sqs') },
  { signingName: 'sns', namespace: 'com.amazonaws.sns', client: 'SNSClient', load: () => import('@aws-sdk/client-sns') },
  {
    signingName: 'events',
    namespace: 'com.amazonaws.eventbridge',
    client: 'EventBridgeClient',
    load: () => import('@aws-sdk/client-eventbridge'),
  },
  {
    signingName: 'codedeploy',
    namespace: 'com.amazonaws.codedeploy',
    client: 'CodeDeployClient',
    load: () => import('@aws-sdk/client-codedeploy'),
  },
  {
    signingName: 'apigateway',
    namespace: 'com.amazonaws.apigatewayv2',
    client: 'ApiGatewayV2Client',
    load: () => import('@aws-sdk/client-apigatewayv2'),
  },
];
