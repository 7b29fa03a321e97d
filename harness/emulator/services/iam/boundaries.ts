import type { IdentityRow } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidInput, noSuchEntity } from './errors.ts';
import { existing, save } from './identity-kind.ts';
import type { IdentityKind } from './identity-kind.ts';
import { findPolicy } from './managed-policies.ts';

/** Gives the ARN back where it names a policy that can be a boundary. */
export function checkBoundary(context: OperationContext, arn: string): string {
  if (!/^arn:aws:iam::(\d{12}|aws):policy\/.+$/.test(arn)) throw invalidInput(`ARN ${arn} is not valid.`);
  if (findPolicy(context, arn) === undefined) throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}

export function putBoundary<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  name: string | undefined,
  arn = '',
): void {
  const row = existing(context, kind, name);
  save(context, kind, { ...row, boundary: checkBoundary(context, arn) });
}

export function deleteBoundary<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  name: string | undefined,
): void {
  const row = existing(context, kind, name);
  if (row.boundary === undefined)
    throw noSuchEntity(`${kind.noun === 'role' ? 'Role' : 'User'} ${row.name} does not have a permissions boundary.`);
  const { boundary: _, ...rest } = row;
  save(context, kind, rest as Row);
}
