import type { AttachedPolicy } from '@aws-sdk/client-iam';
import type { IdentityRow } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { limitExceeded, noSuchEntity, validationError } from './errors.ts';
import { existing, save } from './identity-kind.ts';
import type { IdentityKind } from './identity-kind.ts';
import { checkPolicyArn, findPolicy } from './managed-policies.ts';
import { pageOf } from './page.ts';
import type { Page } from './page.ts';

const quotas = { role: { name: 'PoliciesPerRole', most: 10 }, user: { name: 'PoliciesPerUser', most: 10 } };

export function attachPolicy<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  name: string | undefined,
  arn = '',
): void {
  checkAttachableArn(arn);
  const row = existing(context, kind, name);
  if (findPolicy(context, arn) === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (row.attached.includes(arn)) return;
  const quota = quotas[kind.noun];
  if (row.attached.length >= quota.most) throw limitExceeded(`Cannot exceed quota for ${quota.name}: ${String(quota.most)}`);
  save(context, kind, { ...row, attached: [...row.attached, arn] });
}

export function detachPolicy<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  name: string | undefined,
  arn = '',
): void {
  checkAttachableArn(arn);
  const row = existing(context, kind, name);
  if (!row.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  save(context, kind, { ...row, attached: row.attached.filter((each) => each !== arn) });
}

function checkAttachableArn(arn: string): void {
  checkPolicyArn(arn);
  if (!/^arn:aws:iam::(\d{12}|aws):policy\/.+$/.test(arn)) throw validationError(`ARN ${arn} is not valid.`);
}

export interface AttachedRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export function listAttached<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  name: string | undefined,
  request: AttachedRequest,
): Page<AttachedPolicy> {
  const { attached } = existing(context, kind, name);
  const policies = attached.flatMap((arn) => findPolicy(context, arn) ?? []);
  const wanted = policies.filter(({ path }) => path.startsWith(request.PathPrefix ?? '/'));
  return pageOf(
    wanted.map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.arn })),
    request,
  );
}
