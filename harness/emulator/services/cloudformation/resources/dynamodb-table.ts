import { CreateTable$, DeleteTable$, TagResource$, UntagResource$ } from '@aws-sdk/client-dynamodb';
import { changeExpiry, changeRecovery, changeTable } from './dynamodb-table-change.ts';
import { createInput, tableProperties } from './dynamodb-table-properties.ts';
import type { TableProperties } from './dynamodb-table-properties.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName, tagChanges } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext } from './resource-kind.ts';

export const dynamodbTable = defineKind<TableProperties>({
  type: 'AWS::DynamoDB::Table',
  properties: tableProperties,
  notEmulated: [
    'ContributorInsightsSpecification',
    'ImportSourceSpecification',
    'KinesisStreamSpecification',
    'OnDemandThroughput',
    'ResourcePolicy',
    'StreamSpecification',
    'WarmThroughput',
  ],
  attributes: ['Arn'],
  nameProperty: 'TableName',
  tagged: true,
  idOf: tableName,
  create: async (properties, context) => {
    const name = tableName(properties, context);
    await context.call(CreateTable$, createInput(name, properties, context));
    context.exists(name);
    await changeExpiry(name, undefined, properties.TimeToLiveSpecification, context);
    await changeRecovery(name, undefined, properties.PointInTimeRecoverySpecification, context);
    return physical(name, context);
  },
  update: async ({ id }, before, after, context) => {
    await changeTable(id, before, after, context);
    await changeExpiry(id, before.TimeToLiveSpecification, after.TimeToLiveSpecification, context);
    await changeRecovery(id, before.PointInTimeRecoverySpecification, after.PointInTimeRecoverySpecification, context);
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    const ResourceArn = arnOf(id, context);
    if (put.length > 0) await context.call(TagResource$, { ResourceArn, Tags: put });
    if (removed.length > 0) await context.call(UntagResource$, { ResourceArn, TagKeys: removed });
    return physical(id, context);
  },
  remove: ({ id }, _properties, context) => goneIsFine(context.call(DeleteTable$, { TableName: id })),
});

function tableName({ TableName: name }: TableProperties, context: ResourceContext): string {
  return name ?? generatedName(context, 255);
}

function arnOf(name: string, { account, region }: ResourceContext): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

function physical(id: string, context: ResourceContext): Physical {
  return { id, attributes: { Arn: arnOf(id, context) } };
}
