import { words } from './words.ts';

/** One statement of a policy template. `resources`: a text or a list as SAM writes it, `${name}` being a parameter's name with a small first letter. */
export interface TemplateStatement {
  readonly actions: string | readonly string[];
  readonly resources: string | readonly string[];
}

export interface PolicyTemplate {
  readonly parameters: readonly string[];
  readonly statements: readonly TemplateStatement[];
}

/** `service:resource` of this account and region. */
function own(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
}

function one(
  parameters: readonly string[],
  actions: TemplateStatement['actions'],
  resources: TemplateStatement['resources'],
): PolicyTemplate {
  return { parameters, statements: [{ actions, resources }] };
}

const table = [own('dynamodb', 'table/${tableName}'), own('dynamodb', 'table/${tableName}/index/*')];
const bucket = 'arn:${AWS::Partition}:s3:::${bucketName}';
const bucketAndObjects = [bucket, `${bucket}/*`];
const stored = ['ssm:GetParameters', 'ssm:GetParameter', 'ssm:GetParametersByPath'];
const listStored: TemplateStatement = { actions: ['ssm:DescribeParameters'], resources: '*' };

/** Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
export const policyTemplates: Readonly<Record<string, PolicyTemplate>> = {
  AWSSecretsManagerGetSecretValuePolicy: one(['SecretArn'], ['secretsmanager:GetSecretValue'], '${secretArn}'),
  CloudFormationDescribeStacksPolicy: one([], ['cloudformation:DescribeStacks'], own('cloudformation', 'stack/*')),
  CloudWatchPutMetricPolicy: one([], ['cloudwatch:PutMetricData'], '*'),
  DynamoDBCrudPolicy: one(
    ['TableName'],
    words(
      'dynamodb:GetItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:Scan dynamodb:Query dynamodb:UpdateItem',
      'dynamodb:BatchWriteItem dynamodb:BatchGetItem dynamodb:DescribeTable dynamodb:ConditionCheckItem',
    ),
    table,
  ),
  DynamoDBReadPolicy: one(
    ['TableName'],
    ['dynamodb:GetItem', 'dynamodb:Scan', 'dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:DescribeTable'],
    table,
  ),
  DynamoDBStreamReadPolicy: {
    parameters: ['StreamName', 'TableName'],
    statements: [
      {
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: own('dynamodb', 'table/${tableName}/stream/${streamName}'),
      },
      { actions: ['dynamodb:ListStreams'], resources: own('dynamodb', 'table/${tableName}/stream/*') },
    ],
  },
  DynamoDBWritePolicy: one(['TableName'], ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'], table),
  EventBridgePutEventsPolicy: one(['EventBusName'], 'events:PutEvents', own('events', 'event-bus/${eventBusName}')),
  FilterLogEventsPolicy: one(['LogGroupName'], ['logs:FilterLogEvents'], own('logs', 'log-group:${logGroupName}:log-stream:*')),
  KMSDecryptPolicy: one(['KeyId'], 'kms:Decrypt', own('kms', 'key/${keyId}')),
  KMSEncryptPolicy: one(['KeyId'], 'kms:Encrypt', own('kms', 'key/${keyId}')),
  KMSEncryptPolicy_v2: one(
    ['KeyId'],
    words(
      'kms:Encrypt kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:GenerateDataKeyPair',
      'kms:GenerateDataKeyPairWithoutPlaintext',
    ),
    own('kms', 'key/${keyId}'),
  ),
  KinesisStreamReadPolicy: {
    parameters: ['StreamName'],
    statements: [
      { actions: ['kinesis:ListStreams', 'kinesis:DescribeLimits'], resources: own('kinesis', 'stream/*') },
      {
        actions: ['kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator'],
        resources: own('kinesis', 'stream/${streamName}'),
      },
    ],
  },
  LambdaInvokePolicy: one(['FunctionName'], ['lambda:InvokeFunction'], own('lambda', 'function:${functionName}*')),
  S3CrudPolicy: one(
    ['BucketName'],
    words(
      's3:GetObject s3:ListBucket s3:GetBucketLocation s3:GetObjectVersion s3:PutObject s3:PutObjectAcl',
      's3:GetLifecycleConfiguration s3:PutLifecycleConfiguration s3:DeleteObject',
    ),
    bucketAndObjects,
  ),
  S3FullAccessPolicy: {
    parameters: ['BucketName'],
    statements: [
      {
        actions: words(
          's3:GetObject s3:GetObjectAcl s3:GetObjectVersion s3:PutObject s3:PutObjectAcl s3:DeleteObject s3:DeleteObjectTagging',
          's3:DeleteObjectVersionTagging s3:GetObjectTagging s3:GetObjectVersionTagging s3:PutObjectTagging',
          's3:PutObjectVersionTagging',
        ),
        resources: [`${bucket}/*`],
      },
      {
        actions: ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration'],
        resources: [bucket],
      },
    ],
  },
  S3ReadPolicy: one(
    ['BucketName'],
    ['s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObjectVersion', 's3:GetLifecycleConfiguration'],
    bucketAndObjects,
  ),
  S3WritePolicy: one(['BucketName'], ['s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration'], bucketAndObjects),
  SESCrudPolicy: one(
    ['IdentityName'],
    ['ses:GetIdentityVerificationAttributes', 'ses:SendEmail', 'ses:SendRawEmail', 'ses:VerifyEmailIdentity'],
    own('ses', 'identity/${identityName}'),
  ),
  SNSCrudPolicy: one(
    ['TopicName'],
    ['sns:ListSubscriptionsByTopic', 'sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:Subscribe', 'sns:Publish'],
    own('sns', '${topicName}*'),
  ),
  SNSPublishMessagePolicy: one(['TopicName'], ['sns:Publish'], own('sns', '${topicName}')),
  SQSPollerPolicy: one(
    ['QueueName'],
    words(
      'sqs:ChangeMessageVisibility sqs:ChangeMessageVisibilityBatch sqs:DeleteMessage sqs:DeleteMessageBatch',
      'sqs:GetQueueAttributes sqs:ReceiveMessage',
    ),
    own('sqs', '${queueName}'),
  ),
  SQSSendMessagePolicy: one(['QueueName'], ['sqs:SendMessage*'], own('sqs', '${queueName}')),
  SSMParameterReadPolicy: {
    parameters: ['ParameterName'],
    statements: [listStored, { actions: stored, resources: own('ssm', 'parameter/${parameterName}') }],
  },
  SSMParameterWithSlashPrefixReadPolicy: {
    parameters: ['ParameterName'],
    statements: [listStored, { actions: stored, resources: own('ssm', 'parameter${parameterName}') }],
  },
  StepFunctionsExecutionPolicy: one(['StateMachineName'], ['states:StartExecution'], own('states', 'stateMachine:${stateMachineName}')),
  VPCAccessPolicy: one(
    [],
    words('ec2:CreateNetworkInterface ec2:DeleteNetworkInterface ec2:DescribeNetworkInterfaces ec2:DetachNetworkInterface'),
    '*',
  ),
};

/** Names that SAM has beside those above: refused by name. */
export const otherPolicyTemplates: readonly string[] = words(
  'AMIDescribePolicy AWSSecretsManagerRotationPolicy AcmGetCertificatePolicy AthenaQueryPolicy CloudWatchDashboardPolicy',
  'CloudWatchDescribeAlarmHistoryPolicy CodeCommitCrudPolicy CodeCommitReadPolicy CodePipelineLambdaExecutionPolicy',
  'CodePipelineReadOnlyPolicy ComprehendBasicAccessPolicy CostExplorerReadOnlyPolicy DynamoDBBackupFullAccessPolicy',
  'DynamoDBReconfigurePolicy DynamoDBRestoreFromBackupPolicy EC2CopyImagePolicy EC2DescribePolicy EFSWriteAccessPolicy',
  'EKSDescribePolicy EcsRunTaskPolicy ElasticMapReduceAddJobFlowStepsPolicy ElasticMapReduceCancelStepsPolicy',
  'ElasticMapReduceModifyInstanceFleetPolicy ElasticMapReduceModifyInstanceGroupsPolicy',
  'ElasticMapReduceSetTerminationProtectionPolicy ElasticMapReduceTerminateJobFlowsPolicy ElasticsearchHttpPostPolicy',
  'FirehoseCrudPolicy FirehoseWritePolicy KinesisCrudPolicy MobileAnalyticsWriteOnlyAccessPolicy',
  'OrganizationsListAccountsPolicy PinpointEndpointAccessPolicy PollyFullAccessPolicy RekognitionDetectOnlyPolicy',
  'RekognitionFacesManagementPolicy RekognitionFacesPolicy RekognitionLabelsPolicy RekognitionNoDataAccessPolicy',
  'RekognitionReadPolicy RekognitionWriteOnlyAccessPolicy Route53ChangeResourceRecordSetsPolicy',
  'SESBulkTemplatedCrudPolicy SESBulkTemplatedCrudPolicy_v2 SESEmailTemplateCrudPolicy SESSendBouncePolicy',
  'SageMakerCreateEndpointConfigPolicy SageMakerCreateEndpointPolicy ServerlessRepoReadWriteAccessPolicy',
  'StepFunctionsCallbackPolicy StepFunctionsExecutionPolicy_v2 TextractDetectAnalyzePolicy TextractGetResultPolicy',
  'TextractPolicy',
);
