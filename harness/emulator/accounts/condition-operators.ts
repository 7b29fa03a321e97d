import { BlockList, isIP } from 'node:net';
import { readInstant } from './condition-instant.ts';
import { compilePattern } from './policy-pattern.ts';
import type { VariableLookup } from './policy-pattern.ts';

/** Says whether one value of the request matches one value of the policy. */
export type ValueTest = (requestValue: string, variables: VariableLookup) => boolean;

/** How an operator compares. `negated`: the condition holds where no value of the policy matches, and where the request has no such key. */
export interface ConditionOperator {
  readonly negated: boolean;
  compile(policyValue: string, withVariables: boolean): ValueTest;
}

type Compile = ConditionOperator['compile'];

const pair = (name: string, negatedName: string, compile: Compile): readonly (readonly [string, ConditionOperator])[] => [
  [name, { negated: false, compile }],
  [negatedName, { negated: true, compile }],
];

const single = (name: string, compile: Compile): readonly [string, ConditionOperator] => [name, { negated: false, compile }];

const text =
  (options: { readonly wildcards: boolean; readonly ignoreCase: boolean }): Compile =>
  (policyValue, variables) => {
    const pattern = compilePattern(policyValue, { ...options, variables });
    return (value, lookup) => pattern.matches(value, lookup);
  };

/** Both Arn operators match part by part: `*` doesn't reach over a colon into the next of the first five parts. */
const arn: Compile = (policyValue, variables) => {
  const patterns = arnParts(policyValue).map((part) => compilePattern(part, { wildcards: true, variables }));
  return (value, lookup) => {
    const parts = arnParts(value);
    return patterns.every((pattern, index) => pattern.matches(parts[index] ?? '', lookup));
  };
};

/** Colons inside `${…}` belong to the variable; the sixth part keeps its own. */
function arnParts(value: string): readonly string[] {
  const parts = value.replaceAll(/\$\{[^}]*\}/g, (variable) => variable.replaceAll(':', '\0')).split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')].map((part) => part.replaceAll('\0', ':'));
}

const numbers =
  (holds: (requestValue: number, policyValue: number) => boolean): Compile =>
  (policyValue) => {
    const wanted = toNumber(policyValue);
    return (value) => holds(toNumber(value), wanted);
  };

const dates =
  (holds: (requestValue: number, policyValue: number) => boolean): Compile =>
  (policyValue) => {
    const wanted = readInstant(policyValue);
    return (value) => holds(readInstant(value), wanted);
  };

/** NaN compares as false with everything, so what is no number never matches. */
function toNumber(value: string): number {
  return value.trim() === '' ? Number.NaN : Number(value);
}

const address: Compile = (policyValue) => {
  const [network = '', bits] = policyValue.split('/');
  const family = familyOf(network);
  if (family === undefined || (bits !== undefined && !(Number(bits) <= (family === 'ipv4' ? 32 : 128)))) return () => false;
  const range = new BlockList();
  if (bits === undefined) range.addAddress(network, family);
  else range.addSubnet(network, Number(bits), family);
  return (value) => {
    const valueFamily = familyOf(value);
    return valueFamily !== undefined && range.check(value, valueFamily);
  };
};

function familyOf(ip: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(ip);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

const equalFolded: Compile = (policyValue) => (value) => value.toLowerCase() === policyValue.toLowerCase();

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map([
  ...pair('StringEquals', 'StringNotEquals', text({ wildcards: false, ignoreCase: false })),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text({ wildcards: false, ignoreCase: true })),
  ...pair('StringLike', 'StringNotLike', text({ wildcards: true, ignoreCase: false })),
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    numbers((value, wanted) => value === wanted),
  ),
  single(
    'NumericLessThan',
    numbers((value, wanted) => value < wanted),
  ),
  single(
    'NumericLessThanEquals',
    numbers((value, wanted) => value <= wanted),
  ),
  single(
    'NumericGreaterThan',
    numbers((value, wanted) => value > wanted),
  ),
  single(
    'NumericGreaterThanEquals',
    numbers((value, wanted) => value >= wanted),
  ),
  ...pair(
    'DateEquals',
    'DateNotEquals',
    dates((value, wanted) => value === wanted),
  ),
  single(
    'DateLessThan',
    dates((value, wanted) => value < wanted),
  ),
  single(
    'DateLessThanEquals',
    dates((value, wanted) => value <= wanted),
  ),
  single(
    'DateGreaterThan',
    dates((value, wanted) => value > wanted),
  ),
  single(
    'DateGreaterThanEquals',
    dates((value, wanted) => value >= wanted),
  ),
  single('Bool', equalFolded),
  single('BinaryEquals', text({ wildcards: false, ignoreCase: false })),
  ...pair('IpAddress', 'NotIpAddress', address),
  ...pair('ArnEquals', 'ArnNotEquals', arn),
  ...pair('ArnLike', 'ArnNotLike', arn),
]);
