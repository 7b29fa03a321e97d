import { AssumeRoleCommand, GetCallerIdentityCommand, STSServiceException } from '@aws-sdk/client-sts';
import type { Identity } from '../../../src/ports/identity.ts';
import type { WorldPlan } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { pipelineRole, roleArn, stageRole } from '../aws/names.ts';
import { environmentOf } from '../aws/sessions.ts';

/** Who promotes, asked of the account itself. `promoter` gives the clients of whoever really does. */
export class StsIdentity implements Identity {
  readonly pipelineRoleArn: string;
  readonly #plan: WorldPlan;
  readonly #promoter: () => AwsClients;

  constructor(plan: WorldPlan, promoter: () => AwsClients) {
    this.pipelineRoleArn = roleArn(plan.tooling.account, pipelineRole);
    this.#plan = plan;
    this.#promoter = promoter;
  }

  async callerFor(environment: string): Promise<Awaited<ReturnType<Identity['callerFor']>>> {
    const { sts } = this.#promoter();
    const { Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const stage = roleArn(environmentOf(this.#plan, environment).account, stageRole);
    try {
      await sts.send(new AssumeRoleCommand({ RoleArn: stage, RoleSessionName: 'rehearsal-admission', DurationSeconds: 900 }));
      return { arn, roleArn: roleOf(arn), admitted: true, reason: `${stage} admits ${arn}` };
    } catch (error) {
      if (!(error instanceof STSServiceException) || error.name !== 'AccessDenied') throw error;
      return { arn, roleArn: roleOf(arn), admitted: false, reason: error.message };
    }
  }
}

/** The role behind a session's ARN; any other principal's ARN as it is. */
export function roleOf(arn: string): string {
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : roleArn(session[1] ?? '', session[2] ?? '');
}
