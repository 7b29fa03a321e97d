import { AddTagsToResource$, DeleteParameter$, PutParameter$, RemoveTagsFromResource$ } from '@aws-sdk/client-ssm';
import { isDeepStrictEqual } from 'node:util';
import { mapOf, oneOf, string } from '../template/shape.ts';
import { tagChanges } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext } from './resource-kind.ts';

interface ParameterProperties {
  readonly Type: string;
  readonly Value: string;
  readonly Name?: string;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly Tier?: string;
  readonly DataType?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

export const ssmParameter = defineKind<ParameterProperties>({
  type: 'AWS::SSM::Parameter',
  properties: {
    // CloudFormation makes no SecureString: the value would stand in the template.
    Type: { shape: oneOf('String', 'StringList'), required: true },
    Value: { shape: string, required: true },
    Name: { shape: string, replaces: true },
    Description: { shape: string },
    AllowedPattern: { shape: string },
    Tier: { shape: string },
    DataType: { shape: string },
    Tags: { shape: mapOf(string) },
  },
  notEmulated: ['Policies'],
  attributes: ['Type', 'Value'],
  changingAttributes: ['Type', 'Value'],
  nameProperty: 'Name',
  tagged: true,
  idOf: parameterName,
  create: async (properties, context) => {
    const name = parameterName(properties, context);
    await context.call(PutParameter$, { ...put(name, properties), ...(context.tags.length === 0 ? {} : { Tags: context.tags }) });
    return physical(name, properties);
  },
  update: async ({ id }, before, after, context) => {
    const { Tags: _before, ...valueBefore } = before;
    const { Tags: _after, ...value } = after;
    if (!isDeepStrictEqual(valueBefore, value)) await context.call(PutParameter$, { ...put(id, after), Overwrite: true });
    const { put: added, removed } = tagChanges(context.tagsBefore, context.tags);
    const target = { ResourceType: 'Parameter', ResourceId: id };
    if (added.length > 0) await context.call(AddTagsToResource$, { ...target, Tags: added });
    if (removed.length > 0) await context.call(RemoveTagsFromResource$, { ...target, TagKeys: removed });
    return physical(id, after);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteParameter$, { Name: id });
  },
});

function parameterName(properties: ParameterProperties, context: ResourceContext): string {
  return properties.Name ?? `CFN-${context.logicalId}-${context.suffix}`;
}

function put(Name: string, { Tags: _tags, Name: _given, ...properties }: ParameterProperties): Record<string, unknown> {
  return { Name, ...properties };
}

function physical(id: string, { Type, Value }: ParameterProperties): Physical {
  return { id, attributes: { Type, Value } };
}
