import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Principal } from '../../../accounts/principal.ts';
import type { ServiceHost } from '../../../kernel/context.ts';

/** A session of a function's execution role: what its process signs with, and as whom Lambda writes its log. */
export interface ExecutionSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly principal: Principal;
  readonly expiresAt: Date;
}

export interface ExecutionRole {
  readonly account: string;
  readonly region: string;
  readonly functionName: string;
  readonly roleArn: string;
  readonly functionArn: string;
}

/** Sessions of execution roles, kept until they have less than `renewBeforeMs` to live. */
export class ExecutionRoles {
  readonly #host: ServiceHost;
  readonly #sessions = new Map<string, Promise<ExecutionSession>>();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** @throws what sts:AssumeRole answers, where the role's trust policy does not let lambda.amazonaws.com in. */
  async session(role: ExecutionRole): Promise<ExecutionSession> {
    const key = `${role.roleArn} ${role.functionName}`;
    const known = await this.#sessions.get(key);
    if (known !== undefined && known.expiresAt.getTime() - this.#host.now().getTime() > renewBeforeMs) return known;
    return this.renew(role);
  }

  /** Asks STS also where a session is known: a changed trust policy must be seen when a function is created or gets another role. */
  renew(role: ExecutionRole): Promise<ExecutionSession> {
    const key = `${role.roleArn} ${role.functionName}`;
    const session = this.#assume(role);
    this.#sessions.set(key, session);
    session.catch(() => {
      if (this.#sessions.get(key) === session) this.#sessions.delete(key);
    });
    return session;
  }

  async #assume({ account, region, functionName, roleArn, functionArn }: ExecutionRole): Promise<ExecutionSession> {
    const { Credentials } = await this.#host.call<AssumeRoleResponse>(
      AssumeRole$,
      { RoleArn: roleArn, RoleSessionName: functionName.padEnd(leastSessionName, '_'), DurationSeconds: 3600 },
      { as: { kind: 'service', account, service: 'lambda.amazonaws.com', sourceArn: functionArn }, account, region },
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
    const issued = this.#host.credentials.lookup(AccessKeyId);
    if (issued === undefined || Expiration === undefined) throw new Error(`STS answered no usable session of ${roleArn}.`);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      principal: issued.principal,
      expiresAt: Expiration,
    };
  }
}

/** STS takes no shorter one, Lambda does. */
const leastSessionName = 2;

/** Whether STS refused the session: the trust policy lets Lambda not in, or the role is not there. */
export function isRefusedSession(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'AccessDenied' || error.code === 'AccessDeniedException');
}

/** A session handed to a new environment lives at least this long: Lambda's longest timeout is 15 minutes. */
export const renewBeforeMs = 20 * 60_000;
