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
];
