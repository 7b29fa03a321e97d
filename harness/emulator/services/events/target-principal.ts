import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Principal } from '../../accounts/principal.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import type { TargetRow } from './state.ts';

/** As whom a target is called: its role, where it has one, else the service itself. @throws what STS answers. */
export async function targetPrincipal(host: ServiceHost, service: Principal, { roleArn }: TargetRow, region: string): Promise<Principal> {
  if (roleArn === undefined) return service;
  const { Credentials } = await host.call<AssumeRoleResponse>(
    AssumeRole$,
    { RoleArn: roleArn, RoleSessionName: host.randomHex(16), DurationSeconds: 900 },
    { as: service, region },
  );
  const issued = host.credentials.lookup(Credentials?.AccessKeyId ?? '');
  if (issued === undefined) throw new Error(`STS answered no usable session of ${roleArn}.`);
  return issued.principal;
}
