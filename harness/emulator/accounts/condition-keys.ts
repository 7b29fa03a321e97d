import type { Federation, Principal } from './principal.ts';

export type ConditionValues = Readonly<Record<string, string | readonly string[]>>;

/** The request's condition keys, read by lower-case name: AWS takes no heed of a key's case. */
export interface ConditionKeys {
  /** All values of the key; undefined where the request doesn't have it. */
  get(key: string): readonly string[] | undefined;
}

/** Joins what is known of a request: a later source goes before an earlier one. Nothing is read until a policy asks. */
export function conditionKeys(sources: () => readonly ConditionValues[]): ConditionKeys {
  let index: Map<string, readonly string[]> | undefined;
  return {
    get(key) {
      index ??= indexOf(sources());
      return index.get(key);
    },
  };
}

function indexOf(sources: readonly ConditionValues[]): Map<string, readonly string[]> {
  const index = new Map<string, readonly string[]>();
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) index.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return index;
}

/**
 * The global condition keys that follow from who calls.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function principalKeys(principal: Principal, tags: Readonly<Record<string, string>> = {}): ConditionValues {
  switch (principal.kind) {
    case 'root':
      return { ...accountKeys(principal.account, principal.arn, 'Account'), 'aws:userid': principal.account };
    case 'user':
      return {
        ...accountKeys(principal.account, principal.arn, 'User'),
        ...tagKeys(tags),
        'aws:userid': principal.userId,
        'aws:username': principal.userName,
      };
    case 'assumed-role':
      return {
        ...accountKeys(principal.account, principal.roleArn, 'AssumedRole'),
        ...tagKeys({ ...tags, ...principal.sessionTags }),
        ...(principal.federation === undefined ? {} : federationKeys(principal.federation)),
        'aws:userid': `${principal.roleId}:${principal.sessionName}`,
      };
    case 'service':
      return {
        'aws:PrincipalIsAWSService': 'true',
        'aws:PrincipalServiceName': principal.service,
        'aws:SourceAccount': principal.account,
        ...(principal.sourceArn === undefined ? {} : { 'aws:SourceArn': principal.sourceArn }),
      };
    case 'web-identity':
      return { 'aws:PrincipalIsAWSService': 'false', ...federationKeys(principal.federation) };
    case 'anonymous':
      return { 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' };
  }
}

function federationKeys({ provider, keys }: Federation): ConditionValues {
  return { ...keys, 'aws:FederatedProvider': provider };
}

/** aws:PrincipalArn is the role's, not the session's, for a session. */
function accountKeys(account: string, arn: string, type: string): ConditionValues {
  return { 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, 'aws:PrincipalType': type };
}

function tagKeys(tags: Readonly<Record<string, string>>): ConditionValues {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]));
}
