import { parseArn } from '../../accounts/arn.ts';
import { parsePolicy } from '../../accounts/policy-document.ts';
import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { markedForDeletion, secretNotFound } from './errors.ts';
import { secrets } from './state.ts';
import type { Secret } from './state.ts';

export interface SecretRequest {
  readonly SecretId: string | undefined;
}

export interface FoundSecret {
  readonly secret: Secret;
  readonly account: string;
  readonly state: Partition;
}

/** Finds a secret by name, ARN, or ARN without the six random characters, deleted ones too; undefined where there is none. */
export function lookUp({ SecretId: id = '' }: SecretRequest, context: OperationContext): FoundSecret | undefined {
  const arn = parseArn(id);
  if (arn === undefined) return inPartition(context.state, context.account, id, context);
  const { account, region, service, resource } = arn;
  if (service !== 'secretsmanager' || region !== context.region || !resource.startsWith('secret:')) return undefined;
  const state = account === context.account ? context.state : context.partitionOf(account, region);
  const path = resource.slice('secret:'.length);
  const complete = inPartition(state, account, path.replace(/-[A-Za-z0-9]{6}$/, ''), context);
  if (complete?.secret.arn === id) return complete;
  return inPartition(state, account, path, context);
}

function inPartition(state: Partition, account: string, name: string, context: OperationContext): FoundSecret | undefined {
  const secret = secrets(state).get(name);
  if (secret === undefined || isGone(secret, context)) return undefined;
  return { secret, account, state };
}

/** Its recovery window is over: AWS has deleted it for good. */
export function isGone(secret: Secret, context: OperationContext): boolean {
  return secret.deletion !== undefined && Date.parse(secret.deletion.dueAt) <= context.now().getTime();
}

export function findSecret(request: SecretRequest, context: OperationContext): FoundSecret {
  const found = lookUp(request, context);
  if (found === undefined) throw secretNotFound();
  return found;
}

/** A secret that is not marked for deletion: most operations take no other. */
export function findLiveSecret(request: SecretRequest, context: OperationContext): FoundSecret {
  const found = findSecret(request, context);
  if (found.secret.deletion !== undefined) throw markedForDeletion();
  return found;
}

type Keys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One action on a secret, with the condition keys that AWS documents for it. */
export function wantOnSecret(request: SecretRequest, context: OperationContext, action: string, keys: Keys = {}): readonly Want[] {
  const found = lookUp(request, context);
  const id = request.SecretId ?? '';
  const tags = found?.secret.tags ?? [];
  const conditionKeys = {
    'secretsmanager:SecretId': id,
    ...Object.fromEntries(
      tags.flatMap(({ Key, Value }) => [`aws:ResourceTag/${Key}`, `secretsmanager:ResourceTag/${Key}`].map((key) => [key, Value])),
    ),
    ...Object.fromEntries(Object.entries(keys).filter((entry) => entry[1] !== undefined)),
  } as Readonly<Record<string, string | readonly string[]>>;
  const policy = found?.secret.policy;
  return [
    {
      action: `secretsmanager:${action}`,
      resource: found?.secret.arn ?? arnOfMissing(id, context),
      resourceAccount: found?.account ?? parseArn(id)?.account ?? context.account,
      ...(policy === undefined ? {} : { resourcePolicy: parsePolicy(policy) }),
      conditionKeys,
    },
  ];
}

function arnOfMissing(id: string, { region, account }: OperationContext): string {
  return id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${account}:secret:${id}`;
}

/** The authorise of an operation that needs one action on the secret it names. */
export function secretAction(action: string): (request: SecretRequest, context: OperationContext) => readonly Want[] {
  return (request, context) => wantOnSecret(request, context, action);
}
