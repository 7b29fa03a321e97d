import { ListPolicies$ } from '@aws-sdk/client-iam';
import type { ListPoliciesCommandInput, ListPoliciesCommandOutput, Policy } from '@aws-sdk/client-iam';
import { awsManagedPolicies } from '../../../accounts/policy-aws-managed.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { constraintFailed } from '../errors.ts';
import { tablesOf } from '../identity-kind.ts';
import { findPolicy } from '../managed-policies.ts';
import { pageOf } from '../page.ts';
import { policySummary } from '../shapes.ts';

/** AWS's own policies are in the list only as far as the emulator has them. */
export const listPolicies = defineOperation<ListPoliciesCommandInput, ListPoliciesCommandOutput>({
  schema: ListPolicies$,
  accepts: ['Scope', 'OnlyAttached', 'PathPrefix', 'Marker', 'MaxItems'],
  authorise: () => [{ action: 'iam:ListPolicies', resource: '*' }],
  handle(input, context) {
    const { PathPrefix = '/', OnlyAttached = false } = input;
    const policies = arnsIn(input.Scope, context)
      .flatMap((arn) => findPolicy(context, arn) ?? [])
      .filter(({ path }) => path.startsWith(PathPrefix))
      .map((row): Policy => policySummary(context, row))
      .filter(({ AttachmentCount = 0 }) => !OnlyAttached || AttachmentCount > 0);
    const { items, rest } = pageOf(policies, input);
    return { Policies: items, ...rest };
  },
});

function arnsIn(scope: string | undefined, context: OperationContext): readonly string[] {
  if (scope !== undefined && !['All', 'AWS', 'Local'].includes(scope))
    throw constraintFailed('scope', 'Member must satisfy enum value set');
  const own = scope === 'AWS' ? [] : [...tablesOf(context).policies.scan()].map(([arn]) => arn);
  return scope === 'Local' ? own : [...own, ...awsManagedPolicies.keys()];
}
