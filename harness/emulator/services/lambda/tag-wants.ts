import type { Want } from '../../accounts/policy.ts';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';

export function tagWant(ref: FunctionRef, action: 'TagResource', tags: Readonly<Record<string, string>>): Want {
  return {
    action: `lambda:${action}`,
    resource: functionArn(ref),
    resourceAccount: ref.account,
    conditionKeys: requestTagKeys(tags),
  };
}

/** Condition keys of a request that sets tags. */
export function requestTagKeys(tags: Readonly<Record<string, string>>): NonNullable<Want['conditionKeys']> {
  return {
    'aws:TagKeys': Object.keys(tags),
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:RequestTag/${name}`, value])),
  };
}
