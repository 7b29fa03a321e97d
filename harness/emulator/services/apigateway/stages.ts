import type { OperationContext } from '../../kernel/context.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { badRequest, invalidIdentifier } from './errors.ts';
import { apiTables, type DeploymentRow, type StageRow } from './state.ts';

interface StageInput {
  readonly AutoDeploy?: boolean | undefined;
  readonly DeploymentId?: string | undefined;
  readonly Description?: string | undefined;
  readonly StageVariables?: Readonly<Record<string, string>> | undefined;
  readonly DefaultRouteSettings?: object | undefined;
  readonly RouteSettings?: Readonly<Record<string, unknown>> | undefined;
}

/** A stage as it is to be; what is not given stays as it was. */
export function stageFrom(context: OperationContext, apiId: string, stageName: string, input: StageInput, before?: StageRow): StageRow {
  if (!/^(?:\$default|[a-zA-Z0-9_-]{1,128})$/.test(stageName)) {
    throw badRequest('Stage name only allows a-zA-Z0-9-_ or $default');
  }
  refuseSettings(input);
  const autoDeploy = input.AutoDeploy ?? before?.autoDeploy ?? false;
  if (input.DeploymentId !== undefined) findDeployment(context, apiId, input.DeploymentId);
  if (autoDeploy && input.DeploymentId !== undefined)
    throw badRequest('Deployment ID cannot be set on stage because AutoDeploy is enabled');
  const deploymentId = input.DeploymentId ?? before?.deploymentId;
  const description = input.Description ?? before?.description;
  const now = context.now().toISOString();
  return {
    stageName,
    autoDeploy,
    ...(deploymentId === undefined ? {} : { deploymentId }),
    ...(description === undefined ? {} : { description }),
    variables: input.StageVariables ?? before?.variables ?? {},
    tags: before?.tags ?? {},
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

/** Metrics that nobody collects can be off; limits would have to be kept. */
function refuseSettings({ DefaultRouteSettings: all, RouteSettings: each }: StageInput): void {
  refuseUnknown('DefaultRouteSettings', all, ['DetailedMetricsEnabled']);
  if (all !== undefined && 'DetailedMetricsEnabled' in all && all.DetailedMetricsEnabled === true) {
    throw new NotImplemented('The member DetailedMetricsEnabled of DefaultRouteSettings');
  }
  if (each !== undefined && Object.keys(each).length > 0) throw new NotImplemented('The parameter RouteSettings of a stage');
}

export function findStage(context: OperationContext, apiId: string, stageName: string | undefined): StageRow {
  const row = apiTables(context.state).stages.get(`${apiId}/${stageName ?? ''}`);
  if (row === undefined) throw invalidIdentifier('Stage', stageName ?? '');
  return row;
}

export function findDeployment(context: OperationContext, apiId: string, deploymentId: string | undefined): DeploymentRow {
  const row = apiTables(context.state).deployments.get(`${apiId}/${deploymentId ?? ''}`);
  if (row === undefined) throw invalidIdentifier('Deployment', deploymentId ?? '');
  return row;
}
