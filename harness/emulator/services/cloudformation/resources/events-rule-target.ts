import { integer, mapOf, objectOf, string } from '../template/shape.ts';

/** A target of AWS::Events::Rule; its members are those of PutTargets. */
export const ruleTarget = objectOf(
  {
    Id: { shape: string, required: true },
    Arn: { shape: string, required: true },
    RoleArn: { shape: string },
    Input: { shape: string },
    InputPath: { shape: string },
    InputTransformer: { shape: objectOf({ InputPathsMap: { shape: mapOf(string) }, InputTemplate: { shape: string, required: true } }) },
    SqsParameters: { shape: objectOf({ MessageGroupId: { shape: string, required: true } }) },
    DeadLetterConfig: { shape: objectOf({ Arn: { shape: string } }) },
    RetryPolicy: { shape: objectOf({ MaximumRetryAttempts: { shape: integer }, MaximumEventAgeInSeconds: { shape: integer } }) },
  },
  [
    'AppSyncParameters',
    'BatchParameters',
    'EcsParameters',
    'HttpParameters',
    'KinesisParameters',
    'RedshiftDataParameters',
    'RunCommandParameters',
    'SageMakerPipelineParameters',
  ],
);
