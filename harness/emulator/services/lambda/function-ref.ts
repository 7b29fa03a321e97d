import { constraintBroken, invalidParameterValue, resourceNotFound } from './errors.ts';

/** A function, version or alias as a caller names it: by name, by partial or whole ARN, each with a qualifier or without. */
export interface FunctionRef {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** A version's number, `$LATEST` or an alias. */
  readonly qualifier?: string;
}

/**
 * @throws ValidationException where the name has no known form; InvalidParameterValueException where the name's own qualifier contradicts
 *   `qualifier`; ResourceNotFoundException for an ARN of another region.
 */
export function functionRef(caller: { account: string; region: string }, functionName = '', qualifier?: string): FunctionRef {
  const match = pattern.exec(functionName);
  const [, region = caller.region, account = caller.account, name, own] = match ?? [];
  if (name === undefined || name.length > 64) {
    throw constraintBroken(functionName, 'functionName', `Member must satisfy regular expression pattern: ${awsPattern}`);
  }
  if (region !== caller.region) throw resourceNotFound(`Functions from '${region}' are not reachable in this region ('${caller.region}')`);
  if (own !== undefined && qualifier !== undefined && own !== qualifier) {
    throw invalidParameterValue('The derived qualifier from the function name does not match the specified qualifier.');
  }
  const effective = qualifier ?? own;
  if (effective !== undefined && !qualifierPattern.test(effective)) {
    throw constraintBroken(effective, 'qualifier', 'Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)');
  }
  return { account, region, name, ...(effective === undefined || effective === '' ? {} : { qualifier: effective }) };
}

const pattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]+)(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;
const qualifierPattern = /^[a-zA-Z0-9$_-]*$/;
const awsPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

/** The function's ARN with the qualifier that was named, if any. */
export function functionArn({ account, region, name, qualifier }: FunctionRef): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

export function unqualified({ account, region, name }: FunctionRef): FunctionRef {
  return { account, region, name };
}
