import type { IdentityRow } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { tablesOf } from './identity-kind.ts';
import type { IdentityKind } from './identity-kind.ts';
import { pageOf } from './page.ts';
import type { Page } from './page.ts';

interface ListRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** One page of the account's roles or users, by name. */
export function listIdentities<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  request: ListRequest,
): Page<Row> {
  const rows = [...kind.table(tablesOf(context)).scan()].map(([, row]) => row);
  return pageOf(
    rows.filter(({ path }) => path.startsWith(request.PathPrefix ?? '/')),
    request,
  );
}
