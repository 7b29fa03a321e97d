import type { OperationContext } from '../../kernel/context.ts';
import { newId } from './find-api.ts';
import { apiTables, rowsOf, type DeploymentRow } from './state.ts';

/** Takes the routes and integrations as they are now. */
export function makeDeployment(
  context: OperationContext,
  apiId: string,
  how: Pick<DeploymentRow, 'autoDeployed' | 'description'>,
): DeploymentRow {
  const tables = apiTables(context.state);
  const deployment: DeploymentRow = {
    deploymentId: newId(context),
    createdAt: context.now().toISOString(),
    routes: rowsOf(tables.routes, apiId),
    integrations: rowsOf(tables.integrations, apiId),
    ...how,
  };
  tables.deployments.put(`${apiId}/${deployment.deploymentId}`, deployment);
  return deployment;
}

/** Every stage with AutoDeploy serves at once what was changed; the automatic deployment before it is of no more use to anybody. */
export function autoDeploy(context: OperationContext, apiId: string): void {
  const { stages, deployments } = apiTables(context.state);
  const following = rowsOf(stages, apiId).filter((stage) => stage.autoDeploy);
  if (following.length === 0) return;
  const { deploymentId } = makeDeployment(context, apiId, {
    autoDeployed: true,
    description: 'Automatic deployment triggered by changes to the Api configuration',
  });
  const updatedAt = context.now().toISOString();
  for (const stage of following) stages.put(`${apiId}/${stage.stageName}`, { ...stage, deploymentId, updatedAt });
  const used = new Set(rowsOf(stages, apiId).map((stage) => stage.deploymentId));
  for (const old of rowsOf(deployments, apiId)) {
    if (old.autoDeployed && !used.has(old.deploymentId)) deployments.delete(`${apiId}/${old.deploymentId}`);
  }
}
