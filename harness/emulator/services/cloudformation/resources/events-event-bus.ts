import {
  CreateEventBus$,
  DeleteEventBus$,
  PutPermission$,
  RemovePermission$,
  TagResource$,
  UntagResource$,
  UpdateEventBus$,
} from '@aws-sdk/client-eventbridge';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../template/json.ts';
import { json, string, tags } from '../template/shape.ts';
import { tagChanges } from './physical-name.ts';
import { defineKind, jsonText, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface EventBusProperties {
  readonly Name: string;
  readonly Description?: string;
  readonly Policy?: Json;
  readonly Tags?: readonly Tag[];
}

export const eventsEventBus = defineKind<EventBusProperties>({
  type: 'AWS::Events::EventBus',
  properties: {
    Name: { shape: string, required: true, replaces: true },
    Description: { shape: string },
    Policy: { shape: json },
    Tags: { shape: tags },
  },
  notEmulated: ['DeadLetterConfig', 'EventSourceName', 'KmsKeyIdentifier', 'LogConfig'],
  attributes: ['Arn', 'Name', 'Policy'],
  changingAttributes: ['Policy'],
  nameProperty: 'Name',
  tagged: true,
  idOf: ({ Name }) => Name,
  create: async (properties, context) => {
    const { Name, Description, Policy } = properties;
    const described = Description === undefined ? {} : { Description };
    await context.call(CreateEventBus$, { Name, ...described, ...(context.tags.length === 0 ? {} : { Tags: context.tags }) });
    context.exists(Name);
    if (Policy !== undefined) await context.call(PutPermission$, { EventBusName: Name, Policy: jsonText(Policy) });
    return physical(properties, context);
  },
  update: async ({ id }, before, after, context) => {
    const { Description = '', Policy } = after;
    if ((before.Description ?? '') !== Description) await context.call(UpdateEventBus$, { Name: id, Description });
    if (Policy !== undefined && !isDeepStrictEqual(Policy, before.Policy))
      await context.call(PutPermission$, { EventBusName: id, Policy: jsonText(Policy) });
    if (Policy === undefined && before.Policy !== undefined)
      await context.call(RemovePermission$, { EventBusName: id, RemoveAllPermissions: true });
    const ResourceARN = arnOf(id, context);
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagResource$, { ResourceARN, Tags: put });
    if (removed.length > 0) await context.call(UntagResource$, { ResourceARN, TagKeys: removed });
    return physical(after, context);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteEventBus$, { Name: id });
  },
});

const arnOf = (name: string, { account, region }: ResourceContext): string => `arn:aws:events:${region}:${account}:event-bus/${name}`;

function physical({ Name, Policy }: EventBusProperties, context: ResourceContext): Physical {
  return { id: Name, attributes: { Arn: arnOf(Name, context), Name, Policy: Policy === undefined ? '' : jsonText(Policy) } };
}
