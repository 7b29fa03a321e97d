import type { Principal } from '../../../accounts/principal.ts';
import type { Want } from '../../../accounts/policy.ts';
import type { Partition } from '../../../accounts/state.ts';
import type { ServiceHost } from '../../../kernel/context.ts';
import type { FunctionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import type { FunctionUrlRow } from '../state.ts';

/**
 * Whether `caller` may call the URL: undefined, or why not. Since October 2025 a function URL needs two permissions, lambda:InvokeFunctionUrl
 * and lambda:InvokeFunction; the accounts that AWS had spared followed on 1 November 2026.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function refusalOfCaller(
  host: ServiceHost,
  partition: Partition,
  ref: FunctionRef,
  row: FunctionUrlRow,
  caller: Principal,
): string | undefined {
  const wants = [
    functionWant(partition, ref, 'InvokeFunctionUrl', { 'lambda:FunctionUrlAuthType': row.authType }),
    functionWant(partition, ref, 'InvokeFunction', { 'lambda:InvokedViaFunctionUrl': 'true' }),
  ];
  if (row.authType === 'AWS_IAM') return host.authorise(caller, wants, ref.region);
  // Without a caller only the resource policy can allow, whoever the request says it is from.
  return host.authorise({ kind: 'anonymous' }, wants.map(byPolicyAlone), ref.region);
}

function byPolicyAlone(want: Want): Want {
  return { ...want, resourcePolicyRequired: true };
}
