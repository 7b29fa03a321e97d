import type { Partition, Table } from '../../accounts/state.ts';

/** One HTTP API. Instants are ISO 8601. */
export interface ApiRow {
  readonly apiId: string;
  readonly name: string;
  readonly description?: string;
  readonly version?: string;
  readonly cors?: CorsRow;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: string;
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
}

export interface CorsRow {
  readonly allowCredentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowOrigins: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface RouteRow {
  readonly routeId: string;
  /** `GET /items/{id}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  /** `integrations/<id>`. */
  readonly target?: string;
  readonly operationName?: string;
}

/** A Lambda function that answers. */
export interface IntegrationRow {
  readonly integrationId: string;
  readonly uri: string;
  readonly payloadFormatVersion: '1.0' | '2.0';
  readonly timeoutInMillis: number;
  readonly description?: string;
}

export interface StageRow {
  readonly stageName: string;
  readonly autoDeploy: boolean;
  readonly deploymentId?: string;
  readonly description?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What a stage serves: the routes and integrations as they were when it was made. */
export interface DeploymentRow {
  readonly deploymentId: string;
  readonly description?: string;
  readonly autoDeployed: boolean;
  readonly createdAt: string;
  readonly routes: readonly RouteRow[];
  readonly integrations: readonly IntegrationRow[];
}

/** Keys of what belongs to an API begin with its id and `/`. */
export interface ApiTables {
  readonly apis: Table<ApiRow>;
  readonly routes: Table<RouteRow>;
  readonly integrations: Table<IntegrationRow>;
  readonly stages: Table<StageRow>;
  readonly deployments: Table<DeploymentRow>;
}

export function apiTables(partition: Partition): ApiTables {
  return {
    apis: partition.table('apis'),
    routes: partition.table('routes'),
    integrations: partition.table('integrations'),
    stages: partition.table('stages'),
    deployments: partition.table('deployments'),
  };
}

export function rowsOf<Row>(table: Table<Row>, apiId: string): readonly Row[] {
  return [...table.scan({ prefix: `${apiId}/` })].map(([, row]) => row);
}
