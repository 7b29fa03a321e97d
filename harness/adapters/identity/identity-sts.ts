import { AssumeRoleCommand, GetCallerIdentityCommand, STSServiceException } from '@aws-sdk/client-sts';
import type { Identity } from '../../../src/ports/identity.ts';
import type { WorldPlan } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { pipelineRole, roleArn, stageRole } from '../aws/names.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';

/** Who promotes, asked of the account itself. `promoter` gives the clients of whoever really does; null is the pipeline. */
export class StsIdentity implements Identity {
  readonly pipelineRoleArn: string;
  readonly #plan: WorldPlan;
  readonly #sessions: Pick<Sessions, 'pipeline' | 'enterStage'>;
  readonly #promoter: AwsClients | null;

  constructor(plan: WorldPlan, sessions: Pick<Sessions, 'pipeline' | 'enterStage'>, promoter: AwsClients | null) {
    this.pipelineRoleArn = roleArn(plan.tooling.account, pipelineRole);
    this.#plan = plan;
    this.#sessions = sessions;
    this.#promoter = promoter;
  }

  async callerFor(environment: string): Promise<Awaited<ReturnType<Identity['callerFor']>>> {
    const { sts } = this.#promoter ?? this.#sessions.pipeline();
    const { Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const stage = roleArn(environmentOf(this.#plan, environment).account, stageRole);
    try {
      await this.#enter(environment, stage);
      return { arn, roleArn: roleOf(arn), admitted: true, reason: `${stage} admits ${arn}` };
    } catch (error) {
      if (!(error instanceof STSServiceException) || !refusals.has(error.name)) throw error;
      return { arn, roleArn: roleOf(arn), admitted: false, reason: error.message };
    }
  }

  /** The pipeline by its own means; somebody else by what credentials he has. */
  async #enter(environment: string, stage: string): Promise<void> {
    if (this.#promoter === null) return this.#sessions.enterStage(environment);
    await this.#promoter.sts.send(new AssumeRoleCommand({ RoleArn: stage, RoleSessionName: 'rehearsal-admission', DurationSeconds: 900 }));
  }
}

/** The last two: the account knows no such issuer, or doesn't believe it. */
const refusals: ReadonlySet<string> = new Set(['AccessDenied', 'InvalidIdentityToken', 'InvalidIdentityTokenException']);

/** The role behind a session's ARN; any other principal's ARN as it is. */
export function roleOf(arn: string): string {
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : roleArn(session[1] ?? '', session[2] ?? '');
}
