import { CreateStage$, DeleteStage$, TagResource$, UntagResource$, UpdateStage$ } from '@aws-sdk/client-apigatewayv2';
import type { JsonObject } from '../template/json.ts';
import { boolean, json, mapOf, string } from '../template/shape.ts';
import { defineKind } from './resource-kind.ts';
import { tagChanges, tagMap } from './physical-name.ts';

interface StageProperties {
  readonly ApiId: string;
  readonly StageName: string;
  readonly AutoDeploy?: boolean;
  readonly DeploymentId?: string;
  readonly Description?: string;
  readonly StageVariables?: Readonly<Record<string, string>>;
  readonly DefaultRouteSettings?: JsonObject;
  readonly Tags?: Readonly<Record<string, string>>;
}

export const apigatewayv2Stage = defineKind<StageProperties>({
  type: 'AWS::ApiGatewayV2::Stage',
  properties: {
    ApiId: { shape: string, required: true, replaces: true },
    StageName: { shape: string, required: true, replaces: true },
    AutoDeploy: { shape: boolean },
    DeploymentId: { shape: string },
    Description: { shape: string },
    StageVariables: { shape: mapOf(string) },
    DefaultRouteSettings: { shape: json },
    Tags: { shape: mapOf(string) },
  },
  notEmulated: ['AccessLogSettings', 'AccessPolicyId', 'ClientCertificateId', 'RouteSettings'],
  attributes: [],
  tagged: true,
  idOf: ({ StageName }) => StageName,
  create: async ({ Tags: _own, ...properties }, context) => {
    const Tags = context.tags.length === 0 ? {} : { Tags: tagMap(context.tags) };
    await context.call(CreateStage$, { ...properties, ...Tags });
    return { id: properties.StageName, attributes: {} };
  },
  update: async ({ id }, _before, { Tags: _own, ...after }, context) => {
    await context.call(UpdateStage$, { ...after });
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    const ResourceArn = `arn:aws:apigateway:${context.region}::/apis/${after.ApiId}/stages/${encodeURIComponent(id)}`;
    if (put.length > 0) await context.call(TagResource$, { ResourceArn, Tags: tagMap(put) });
    if (removed.length > 0) await context.call(UntagResource$, { ResourceArn, TagKeys: removed });
    return { id, attributes: {} };
  },
  remove: async ({ id }, { ApiId = '' }, context) => {
    await context.call(DeleteStage$, { ApiId, StageName: id });
  },
});
