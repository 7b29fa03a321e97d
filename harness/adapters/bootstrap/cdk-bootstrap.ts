import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { type Project, templateOf } from '../../../src/model/project.ts';
import type { AwsClients } from '../aws/accounts.ts';

/**
 * What a template of CDK's asks of an account before anything else: that `cdk bootstrap` was there, and which version.
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export const cdkParameter = '/cdk-bootstrap/hnb659fds/version';
/** Templates ask for 6 at least. */
const version = '21';

export function isOfCdk(project: Pick<Project, 'modules'>): boolean {
  return project.modules.some((module) => templateOf(module)?.split('/').includes('cdk.out') === true);
}

/** Only the version: assets lie in the registry, and roles are the stage's own. */
export async function ensureCdkBootstrap({ ssm }: AwsClients): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: cdkParameter, Value: version, Type: 'String', Overwrite: true }));
}
