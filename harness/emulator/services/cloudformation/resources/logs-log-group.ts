import {
  CreateLogGroup$,
  DeleteLogGroup$,
  DeleteRetentionPolicy$,
  PutRetentionPolicy$,
  TagResource$,
  UntagResource$,
} from '@aws-sdk/client-cloudwatch-logs';
import { integer, string, tags } from '../template/shape.ts';
import { generatedName, tagChanges, tagMap } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface LogGroupProperties {
  readonly LogGroupName?: string;
  readonly RetentionInDays?: number;
  readonly Tags?: readonly Tag[];
}

export const logsLogGroup = defineKind<LogGroupProperties>({
  type: 'AWS::Logs::LogGroup',
  properties: { LogGroupName: { shape: string, replaces: true }, RetentionInDays: { shape: integer }, Tags: { shape: tags } },
  notEmulated: [
    'BearerTokenAuthenticationEnabled',
    'DataProtectionPolicy',
    'DeletionProtectionEnabled',
    'FieldIndexPolicies',
    'KmsKeyId',
    'LogGroupClass',
    'ResourcePolicyDocument',
  ],
  attributes: ['Arn'],
  nameProperty: 'LogGroupName',
  tagged: true,
  idOf: groupName,
  create: async (properties, context) => {
    const logGroupName = groupName(properties, context);
    await context.call(CreateLogGroup$, { logGroupName, ...(context.tags.length === 0 ? {} : { tags: tagMap(context.tags) }) });
    context.exists(logGroupName);
    await setRetention(logGroupName, undefined, properties.RetentionInDays, context);
    return physical(logGroupName, context);
  },
  update: async ({ id }, before, after, context) => {
    await setRetention(id, before.RetentionInDays, after.RetentionInDays, context);
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    // The tagging operations take the ARN without the :* that Fn::GetAtt gives.
    const resourceArn = arnOf(id, context);
    if (put.length > 0) await context.call(TagResource$, { resourceArn, tags: tagMap(put) });
    if (removed.length > 0) await context.call(UntagResource$, { resourceArn, tagKeys: removed });
    return physical(id, context);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteLogGroup$, { logGroupName: id });
  },
});

function groupName(properties: LogGroupProperties, context: ResourceContext): string {
  return properties.LogGroupName ?? generatedName(context, 512);
}

function arnOf(name: string, { account, region }: ResourceContext): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

function physical(id: string, context: ResourceContext): Physical {
  return { id, attributes: { Arn: `${arnOf(id, context)}:*` } };
}

async function setRetention(
  logGroupName: string,
  before: number | undefined,
  after: number | undefined,
  context: ResourceContext,
): Promise<void> {
  if (before === after) return;
  if (after === undefined) await context.call(DeleteRetentionPolicy$, { logGroupName });
  else await context.call(PutRetentionPolicy$, { logGroupName, retentionInDays: after });
}
