import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidApi } from './errors.ts';
import { apiTables, type ApiRow } from './state.ts';

export function findApi(context: OperationContext, apiId: string | undefined): ApiRow {
  const api = apiTables(context.state).apis.get(apiId ?? '');
  if (api === undefined) throw invalidApi(`${context.account}:${apiId ?? ''}`);
  return api;
}

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** API Gateway's permissions are HTTP methods on paths: `apigateway:GET` on `arn:aws:apigateway:<region>::/apis/<id>`. */
export function wantOnPath(
  context: Pick<OperationContext, 'region' | 'account'>,
  verb: Verb,
  ...path: readonly (string | undefined)[]
): Want {
  const resource = `arn:aws:apigateway:${context.region}::/${path.map((part) => part ?? '').join('/')}`;
  return { action: `apigateway:${verb}`, resource, resourceAccount: context.account };
}

/** AWS's ids are ten small letters and digits. */
export function newId(context: Pick<OperationContext, 'randomHex'>): string {
  return BigInt(`0x${context.randomHex(8)}`)
    .toString(36)
    .padStart(10, '0')
    .slice(-10);
}
