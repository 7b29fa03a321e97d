import {
  CreateApi$,
  DeleteApi$,
  DeleteCorsConfiguration$,
  ImportApi$,
  ReimportApi$,
  TagResource$,
  UntagResource$,
  UpdateApi$,
} from '@aws-sdk/client-apigatewayv2';
import { validationError } from '../errors.ts';
import type { JsonObject } from '../template/json.ts';
import { boolean, integer, json, listOf, mapOf, objectOf, oneOf, string } from '../template/shape.ts';
import { defineKind, jsonText, type Physical, type ResourceContext } from './resource-kind.ts';
import { tagChanges, tagMap } from './physical-name.ts';

interface ApiProperties {
  readonly Name?: string;
  readonly ProtocolType?: string;
  readonly Description?: string;
  readonly Version?: string;
  readonly CorsConfiguration?: JsonObject;
  readonly Body?: JsonObject;
  readonly FailOnWarnings?: boolean;
  readonly Target?: string;
  readonly RouteKey?: string;
  readonly RouteSelectionExpression?: string;
  readonly DisableExecuteApiEndpoint?: boolean;
  readonly IpAddressType?: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

interface ApiOutput {
  readonly ApiId?: string;
  readonly ApiEndpoint?: string;
}

export const apigatewayv2Api = defineKind<ApiProperties>({
  type: 'AWS::ApiGatewayV2::Api',
  properties: {
    Name: { shape: string },
    ProtocolType: { shape: oneOf('HTTP', 'WEBSOCKET'), replaces: true },
    Description: { shape: string },
    Version: { shape: string },
    CorsConfiguration: {
      shape: objectOf({
        AllowCredentials: { shape: boolean },
        AllowHeaders: { shape: listOf(string) },
        AllowMethods: { shape: listOf(string) },
        AllowOrigins: { shape: listOf(string) },
        ExposeHeaders: { shape: listOf(string) },
        MaxAge: { shape: integer },
      }),
    },
    Body: { shape: json },
    FailOnWarnings: { shape: boolean },
    Target: { shape: string, replaces: true },
    RouteKey: { shape: string, replaces: true },
    RouteSelectionExpression: { shape: string },
    DisableExecuteApiEndpoint: { shape: boolean },
    IpAddressType: { shape: string },
    Tags: { shape: mapOf(string) },
  },
  notEmulated: ['ApiKeySelectionExpression', 'BasePath', 'BodyS3Location', 'CredentialsArn', 'DisableSchemaValidation'],
  attributes: ['ApiEndpoint', 'ApiId'],
  tagged: true,
  // API Gateway chooses the id; a making that was cut off can't be told from none.
  idOf: (_properties, context) => context.logicalId,
  create: async (properties, context) => {
    const made = await create(properties, context);
    context.exists(made.ApiId ?? '');
    await tag(made.ApiId ?? '', context);
    return physical(made);
  },
  update: async ({ id }, before, after, context) => {
    const { Body, FailOnWarnings } = after;
    const failing = FailOnWarnings === undefined ? {} : { FailOnWarnings };
    const imported =
      Body === undefined ? undefined : await context.call<ApiOutput>(ReimportApi$, { ApiId: id, Body: jsonText(Body), ...failing });
    const updated =
      imported === undefined || hasOwn(after) ? await context.call<ApiOutput>(UpdateApi$, { ApiId: id, ...ownMembers(after) }) : imported;
    if (Body === undefined && after.CorsConfiguration === undefined && before.CorsConfiguration !== undefined) {
      await context.call(DeleteCorsConfiguration$, { ApiId: id });
    }
    await tag(id, context);
    return physical(updated);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteApi$, { ApiId: id });
  },
});

async function create(properties: ApiProperties, context: ResourceContext): Promise<ApiOutput> {
  const { Name, ProtocolType, Body, FailOnWarnings, Target, RouteKey, RouteSelectionExpression } = properties;
  if (Body !== undefined) {
    const input = { Body: jsonText(Body), ...(FailOnWarnings === undefined ? {} : { FailOnWarnings }) };
    const made = await context.call<ApiOutput>(ImportApi$, input);
    context.exists(made.ApiId ?? '');
    return hasOwn(properties) ? context.call<ApiOutput>(UpdateApi$, { ApiId: made.ApiId ?? '', ...ownMembers(properties) }) : made;
  }
  if (Name === undefined || ProtocolType === undefined) throw validationError('Name and ProtocolType are required where there is no Body.');
  return context.call<ApiOutput>(CreateApi$, {
    ...ownMembers(properties),
    Name,
    ProtocolType,
    ...(Target === undefined ? {} : { Target }),
    ...(RouteKey === undefined ? {} : { RouteKey }),
    ...(RouteSelectionExpression === undefined ? {} : { RouteSelectionExpression }),
    ...(properties.IpAddressType === undefined ? {} : { IpAddressType: properties.IpAddressType }),
  });
}

/** What a template says of the API itself, beside a definition. */
function ownMembers({ Name, Description, Version, CorsConfiguration, DisableExecuteApiEndpoint }: ApiProperties): Record<string, unknown> {
  const members = { Name, Description, Version, CorsConfiguration, DisableExecuteApiEndpoint };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function hasOwn(properties: ApiProperties): boolean {
  return Object.keys(ownMembers(properties)).length > 0;
}

async function tag(ApiId: string, context: ResourceContext): Promise<void> {
  const { put, removed } = tagChanges(context.tagsBefore, context.tags);
  const ResourceArn = `arn:aws:apigateway:${context.region}::/apis/${ApiId}`;
  if (put.length > 0) await context.call(TagResource$, { ResourceArn, Tags: tagMap(put) });
  if (removed.length > 0) await context.call(UntagResource$, { ResourceArn, TagKeys: removed });
}

function physical({ ApiId = '', ApiEndpoint = '' }: ApiOutput): Physical {
  return { id: ApiId, attributes: { ApiId, ApiEndpoint } };
}
