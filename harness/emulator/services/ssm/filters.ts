import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { Parameter } from './state.ts';

/** All filters must hold, any value of one. `allowed` are the keys that the operation takes here. */
export function matchesFilters(parameter: Parameter, filters: readonly ParameterStringFilter[], allowed: readonly string[]): boolean {
  return filters.every((filter) => {
    const { Key = '', Option = 'Equals', Values = [] } = filter;
    const tag = Key.startsWith('tag:');
    if (!allowed.includes(tag ? 'tag:' : Key)) throw new NotImplemented(`The parameter filter ${Key}`);
    if (tag) return matchesTag(parameter, Key.slice('tag:'.length), Values);
    const matches = matchers[Key]?.[Option];
    if (matches === undefined)
      throw new AwsError('InvalidFilterOption', `The filter option ${Option} is not valid for the filter key ${Key}.`, 400);
    return Values.some((value) => matches(parameter, value));
  });
}

function matchesTag(parameter: Parameter, key: string, values: readonly string[]): boolean {
  return parameter.tags.some((tag) => tag.Key === key && (values.length === 0 || values.includes(tag.Value)));
}

type Matcher = (parameter: Parameter, value: string) => boolean;

/** Names are compared with and without the leading slash, as AWS does. */
const bare = (name: string): string => name.replace(/^\//, '');

const matchers: Readonly<Record<string, Readonly<Record<string, Matcher>>>> = {
  Name: {
    Equals: ({ name }, value) => bare(name) === bare(value),
    BeginsWith: ({ name }, value) => bare(name).startsWith(bare(value)),
    Contains: ({ name }, value) => name.includes(value),
  },
  Type: {
    Equals: ({ type }, value) => type === value,
    BeginsWith: ({ type }, value) => type.startsWith(value),
  },
  Tier: { Equals: (_, value) => value === 'Standard' },
  DataType: { Equals: (_, value) => value === 'text' },
  Path: {
    Equals: ({ name }, value) => isUnder(name, value, false),
    OneLevel: ({ name }, value) => isUnder(name, value, false),
    Recursive: ({ name }, value) => isUnder(name, value, true),
  },
};

/** Whether a parameter lies in a path: right in it, or anywhere below. */
export function isUnder(name: string, path: string, recursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  // A name without a slash lies at the root.
  const full = name.startsWith('/') ? name : `/${name}`;
  return full.startsWith(folder) && (recursive || !full.slice(folder.length).includes('/'));
}
