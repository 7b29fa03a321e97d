import { apigatewayv2Api } from './apigatewayv2-api.ts';
import { apigatewayv2Deployment } from './apigatewayv2-deployment.ts';
import { apigatewayv2Integration } from './apigatewayv2-integration.ts';
import { apigatewayv2Route } from './apigatewayv2-route.ts';
import { apigatewayv2Stage } from './apigatewayv2-stage.ts';
import { cdkMetadata } from './cdk-metadata.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { ecrRepository } from './ecr-repository.ts';
import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamOidcProvider } from './iam-oidc-provider.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRolePolicy } from './iam-role-policy.ts';
import { iamRole } from './iam-role.ts';
import { kmsAlias } from './kms-alias.ts';
import { kmsKey } from './kms-key.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaPermission } from './lambda-permission.ts';
import { lambdaUrl } from './lambda-url.ts';
import { lambdaVersion } from './lambda-version.ts';
import { logsLogGroup } from './logs-log-group.ts';
import { sqsQueue } from './sqs-queue.ts';
import { sqsQueuePolicy } from './sqs-queue-policy.ts';
import { snsTopic } from './sns-topic.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopicPolicy } from './sns-topic-policy.ts';
import { eventsRule } from './events-rule.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { lambdaEventSourceMapping } from './lambda-event-source-mapping.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { logsResourcePolicy } from './logs-resource-policy.ts';
import type { AnyResourceKind } from './resource-kind.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';
import { s3Bucket } from './s3-bucket.ts';
import { secretsmanagerResourcePolicy } from './secretsmanager-resource-policy.ts';
import { secretsmanagerSecret } from './secretsmanager-secret.ts';
import { ssmParameter } from './ssm-parameter.ts';

/** Every resource kind that a template can hold, by its type. */
export const resourceKinds: ReadonlyMap<string, AnyResourceKind> = new Map(
  [
    apigatewayv2Api,
    apigatewayv2Deployment,
    apigatewayv2Integration,
    apigatewayv2Route,
    apigatewayv2Stage,
    cdkMetadata,
    dynamodbTable,
    ecrRepository,
    eventsEventBus,
    eventsRule,
    iamManagedPolicy,
    iamOidcProvider,
    iamPolicy,
    iamRole,
    iamRolePolicy,
    kmsAlias,
    kmsKey,
    lambdaAlias,
    lambdaEventInvokeConfig,
    lambdaEventSourceMapping,
    lambdaFunction,
    lambdaPermission,
    lambdaUrl,
    lambdaVersion,
    logsLogGroup,
    logsResourcePolicy,
    s3Bucket,
    s3BucketPolicy,
    secretsmanagerResourcePolicy,
    secretsmanagerSecret,
    snsSubscription,
    snsTopic,
    snsTopicPolicy,
    sqsQueue,
    sqsQueuePolicy,
    ssmParameter,
  ].map((kind) => [kind.type, kind]),
);
