import {
  DeleteRule$,
  DescribeRule$,
  PutRule$,
  PutTargets$,
  RemoveTargets$,
  TagResource$,
  UntagResource$,
} from '@aws-sdk/client-eventbridge';
import type { Json, JsonObject } from '../template/json.ts';
import { json, listOf, oneOf, string, tags } from '../template/shape.ts';
import { refuseExisting } from './already-there.ts';
import { ruleTarget } from './events-rule-target.ts';
import { goneIsFine } from './gone-is-fine.ts';
import { generatedName, tagChanges } from './physical-name.ts';
import { defineKind, jsonText, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface RuleProperties {
  readonly Name?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: Json;
  readonly Description?: string;
  readonly State?: string;
  readonly RoleArn?: string;
  readonly Targets?: readonly (JsonObject & { readonly Id: string })[];
  readonly Tags?: readonly Tag[];
}

export const eventsRule = defineKind<RuleProperties>({
  type: 'AWS::Events::Rule',
  properties: {
    Name: { shape: string, replaces: true },
    EventBusName: { shape: string, replaces: true },
    EventPattern: { shape: json },
    Description: { shape: string },
    State: { shape: oneOf('DISABLED', 'ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') },
    RoleArn: { shape: string },
    Targets: { shape: listOf(ruleTarget) },
    Tags: { shape: tags },
  },
  notEmulated: ['ScheduleExpression'],
  attributes: ['Arn'],
  nameProperty: 'Name',
  tagged: true,
  idOf: (properties, context) => ruleId(ruleName(properties, context), properties),
  create: async (properties, context) => {
    const Name = ruleName(properties, context);
    const bus = busOf(properties);
    if (properties.Name !== undefined) await refuseExisting(context.call(DescribeRule$, { Name, ...bus }), PutRule$, Name);
    await context.call(PutRule$, { ...ruleInput(Name, properties), ...(context.tags.length === 0 ? {} : { Tags: context.tags }) });
    context.exists(ruleId(Name, properties));
    await putTargets(Name, properties, context);
    return physical(Name, properties, context);
  },
  update: async ({ id }, before, after, context) => {
    const Name = nameIn(id);
    await context.call(PutRule$, ruleInput(Name, after));
    const kept = new Set((after.Targets ?? []).map(({ Id }) => Id));
    const Ids = (before.Targets ?? []).map(({ Id }) => Id).filter((target) => !kept.has(target));
    if (Ids.length > 0) await context.call(RemoveTargets$, { Rule: Name, ...busOf(after), Ids });
    await putTargets(Name, after, context);
    const made = physical(Name, after, context);
    const ResourceARN = made.attributes['Arn'];
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagResource$, { ResourceARN, Tags: put });
    if (removed.length > 0) await context.call(UntagResource$, { ResourceARN, TagKeys: removed });
    return made;
  },
  remove: async ({ id }, properties, context) => {
    const Name = nameIn(id);
    const bus = busOf(properties);
    const Ids = (properties.Targets ?? []).map((target) => target.Id);
    if (Ids.length > 0) await goneIsFine(context.call(RemoveTargets$, { Rule: Name, ...bus, Ids }));
    await context.call(DeleteRule$, { Name, ...bus });
  },
});

function ruleName({ Name }: RuleProperties, context: ResourceContext): string {
  return Name ?? generatedName(context, 64);
}

const busOf = ({ EventBusName }: Partial<RuleProperties>): { readonly EventBusName?: string } =>
  EventBusName === undefined ? {} : { EventBusName };

const busName = ({ EventBusName = 'default' }: RuleProperties): string => EventBusName.replace(/^arn:.*:event-bus\//, '');

/** Ref gives the name alone for the default bus, and `bus|rule` for another. */
const ruleId = (name: string, properties: RuleProperties): string =>
  busName(properties) === 'default' ? name : `${busName(properties)}|${name}`;

const nameIn = (id: string): string => id.split('|').at(-1) ?? id;

function ruleInput(Name: string, properties: RuleProperties): Record<string, unknown> {
  const { EventPattern, Description, State, RoleArn } = properties;
  return {
    Name,
    ...busOf(properties),
    ...(EventPattern === undefined ? {} : { EventPattern: jsonText(EventPattern) }),
    ...(Description === undefined ? {} : { Description }),
    ...(State === undefined ? {} : { State }),
    ...(RoleArn === undefined ? {} : { RoleArn }),
  };
}

async function putTargets(Rule: string, properties: RuleProperties, context: ResourceContext): Promise<void> {
  const { Targets = [] } = properties;
  if (Targets.length > 0) await context.call(PutTargets$, { Rule, ...busOf(properties), Targets });
}

function physical(name: string, properties: RuleProperties, { account, region }: ResourceContext): Physical {
  const bus = busName(properties);
  const path = bus === 'default' ? name : `${bus}/${name}`;
  return { id: ruleId(name, properties), attributes: { Arn: `arn:aws:events:${region}:${account}:rule/${path}` } };
}
