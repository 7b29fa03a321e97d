import { CreateRoleCommand, EntityAlreadyExistsException, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { AwsClients } from '../aws/accounts.ts';

export interface RolePlan {
  readonly name: string;
  readonly trust: object;
  readonly policy: object;
  readonly description: string;
}

/** Makes the role, or brings one that is there to this trust and policy: a world that is started again is prepared again. */
export async function ensureRole(root: AwsClients, plan: RolePlan): Promise<void> {
  const trust = JSON.stringify(plan.trust);
  try {
    await root.iam.send(new CreateRoleCommand({ RoleName: plan.name, AssumeRolePolicyDocument: trust, Description: plan.description }));
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
    await root.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: plan.name, PolicyDocument: trust }));
  }
  await root.iam.send(
    new PutRolePolicyCommand({ RoleName: plan.name, PolicyName: plan.name, PolicyDocument: JSON.stringify(plan.policy) }),
  );
}
