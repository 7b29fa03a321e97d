import { parsePolicy } from '../../accounts/policy-document.ts';
import type { PolicyDocument, Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { keyAt, locateKey } from './find-key.ts';
import type { FoundKey, KeyPlace } from './find-key.ts';
import { grantsOf, grantStatement } from './grants.ts';
import { aliases } from './state.ts';

type Keys = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * An action on a key. The key policy decides: it must name the caller, or hand the decision to the account's own policies by naming the
 * account. Grants add to it.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
export function wantOnKey(id: string | undefined, context: OperationContext, action: string, more: Keys = {}): Want {
  const place = locateKey(id ?? '', context);
  const found = keyAt(place, context);
  return found === undefined ? wantOnNothing(place, context, action, more) : wantOnFound(found, context, action, more);
}

export function wantOnFound(found: FoundKey, context: OperationContext, action: string, more: Keys = {}): Want {
  return {
    action: `kms:${action}`,
    resource: found.key.arn,
    resourceAccount: found.account,
    resourcePolicy: policyWithGrants(found),
    resourcePolicyRequired: true,
    conditionKeys: present({ ...callKeys(context), ...keysOfKey(found), ...more }),
  };
}

/** No key: who may ask in the account learns that it isn't there, and another account learns nothing. */
function wantOnNothing({ arn, account }: KeyPlace, context: OperationContext, action: string, more: Keys): Want {
  return { action: `kms:${action}`, resource: arn, resourceAccount: account, conditionKeys: present({ ...callKeys(context), ...more }) };
}

/** As `wantOnKey`, for what AWS lets nobody do to a key of another account, whatever that key's policy says. */
export function wantOnOwnKey(id: string | undefined, context: OperationContext, action: string, more: Keys = {}): Want {
  const want = wantOnKey(id, context, action, more);
  return want.resourceAccount === context.account ? want : { ...want, resourcePolicy: { Statement: [] }, resourcePolicyRequired: true };
}

/** The authorise of an operation that does one thing to a key of the caller's own account. */
export function ownKeyAction(
  action: string,
): (input: { readonly KeyId: string | undefined }, context: OperationContext) => readonly Want[] {
  return ({ KeyId }, context) => [wantOnOwnKey(KeyId, context, action)];
}

/** The same, also for keys of other accounts. */
export function keyAction(action: string): (input: { readonly KeyId: string | undefined }, context: OperationContext) => readonly Want[] {
  return ({ KeyId }, context) => [wantOnKey(KeyId, context, action)];
}

function policyWithGrants({ key, state }: FoundKey): PolicyDocument {
  const policy = parsePolicy(key.policy);
  const granted = grantsOf(state, key.id);
  if (granted.length === 0) return policy;
  const withVariables = policy.Version === '2012-10-17';
  return { ...policy, Statement: [...policy.Statement, ...granted.map((grant) => grantStatement(grant, withVariables))] };
}

/** Services that KMS names in kms:ViaService. Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
const integrated = new Set(['dynamodb', 'lambda', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm']);

export function callKeys({ principal, viaService, region }: OperationContext): Keys {
  const via = viaService !== undefined && integrated.has(viaService);
  return {
    'kms:CallerAccount': principal.kind === 'anonymous' ? undefined : principal.account,
    'kms:ViaService': via ? `${viaService}.${region}.amazonaws.com` : undefined,
  };
}

function keysOfKey({ key, state, alias }: FoundKey): Keys {
  const names = [...aliases(state).scan()].filter(([, row]) => row.keyId === key.id).map(([name]) => name);
  return {
    'kms:KeySpec': key.spec,
    'kms:KeyUsage': key.usage,
    'kms:KeyOrigin': 'AWS_KMS',
    'kms:MultiRegion': 'false',
    'kms:RequestAlias': alias,
    'kms:ResourceAliases': names.length === 0 ? undefined : names,
    ...Object.fromEntries(Object.entries(key.tags).map(([name, value]) => [`aws:ResourceTag/${name}`, value])),
  };
}

function present(all: Keys): NonNullable<Want['conditionKeys']> {
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined));
}
