import type { Api, Cors, Deployment, Integration, Route, Stage } from '@aws-sdk/client-apigatewayv2';
import type { ApiRow, CorsRow, DeploymentRow, IntegrationRow, RouteRow, StageRow } from './state.ts';

/** An API as all operations answer it. Its address is this machine's. */
export function apiView(row: ApiRow): Required<Pick<Api, 'Name' | 'ProtocolType' | 'RouteSelectionExpression'>> & Api {
  return {
    ApiId: row.apiId,
    ApiEndpoint: `http://127.0.0.1:${row.port}`,
    ApiGatewayManaged: undefined,
    ApiKeySelectionExpression: '$request.header.x-api-key',
    CorsConfiguration: row.cors === undefined ? undefined : corsView(row.cors),
    CreatedDate: new Date(row.createdAt),
    Description: row.description,
    DisableExecuteApiEndpoint: false,
    DisableSchemaValidation: undefined,
    ImportInfo: undefined,
    IpAddressType: 'ipv4',
    Name: row.name,
    ProtocolType: 'HTTP',
    RouteSelectionExpression: '$request.method $request.path',
    Tags: { ...row.tags },
    Version: row.version,
    Warnings: undefined,
  };
}

function corsView(row: CorsRow): Cors {
  const listed = (items: readonly string[]): string[] | undefined => (items.length === 0 ? undefined : [...items]);
  return {
    AllowCredentials: row.allowCredentials ? true : undefined,
    AllowHeaders: listed(row.allowHeaders),
    AllowMethods: listed(row.allowMethods),
    AllowOrigins: listed(row.allowOrigins),
    ExposeHeaders: listed(row.exposeHeaders),
    MaxAge: row.maxAgeSeconds,
  };
}

export function routeView(row: RouteRow): Route & { RouteKey: string } {
  return {
    ApiKeyRequired: false,
    AuthorizationType: 'NONE',
    OperationName: row.operationName,
    RouteId: row.routeId,
    RouteKey: row.routeKey,
    Target: row.target,
  };
}

export function integrationView(row: IntegrationRow): Integration {
  return {
    ConnectionType: 'INTERNET',
    Description: row.description,
    IntegrationId: row.integrationId,
    IntegrationMethod: 'POST',
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: row.uri,
    PayloadFormatVersion: row.payloadFormatVersion,
    TimeoutInMillis: row.timeoutInMillis,
  };
}

export function stageView(row: StageRow): Stage & { StageName: string } {
  return {
    AutoDeploy: row.autoDeploy,
    CreatedDate: new Date(row.createdAt),
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
    DeploymentId: row.deploymentId,
    Description: row.description,
    LastUpdatedDate: new Date(row.updatedAt),
    RouteSettings: {},
    StageName: row.stageName,
    StageVariables: { ...row.variables },
    Tags: { ...row.tags },
  };
}

export function deploymentView(row: DeploymentRow): Deployment {
  return {
    AutoDeployed: row.autoDeployed,
    CreatedDate: new Date(row.createdAt),
    DeploymentId: row.deploymentId,
    DeploymentStatus: 'DEPLOYED',
    Description: row.description,
  };
}
