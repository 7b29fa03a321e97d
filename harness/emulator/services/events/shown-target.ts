import type { Target } from '@aws-sdk/client-eventbridge';
import type { TargetRow } from './state.ts';

export function shownTarget(row: TargetRow): Target {
  const { roleArn, input, inputPath, transformer, messageGroupId, deadLetterArn, maximumRetryAttempts, maximumEventAgeSeconds } = row;
  const retry = {
    ...(maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeSeconds === undefined ? {} : { MaximumEventAgeInSeconds: maximumEventAgeSeconds }),
  };
  return {
    Id: row.id,
    Arn: row.arn,
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    ...(input === undefined ? {} : { Input: input }),
    ...(inputPath === undefined ? {} : { InputPath: inputPath }),
    ...(transformer === undefined
      ? {}
      : { InputTransformer: { InputPathsMap: { ...transformer.paths }, InputTemplate: transformer.template } }),
    ...(messageGroupId === undefined ? {} : { SqsParameters: { MessageGroupId: messageGroupId } }),
    ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterArn } }),
    ...(Object.keys(retry).length === 0 ? {} : { RetryPolicy: retry }),
  };
}
