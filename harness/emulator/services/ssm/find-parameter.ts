import type { Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { parameterNotFound, versionNotFound } from './errors.ts';
import { parameterArn, parseParameterRef } from './parameter-name.ts';
import { latest, parameters } from './state.ts';
import type { Parameter, ParameterVersion } from './state.ts';

export interface FoundParameter {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  /** `:3` where the request named a version. */
  readonly selector: string | undefined;
  readonly arn: string;
  readonly state: Partition;
}

export function lookUp(text: string, context: OperationContext): FoundParameter | undefined {
  const { account, region, names, selector } = parseParameterRef(text, context);
  if (region !== context.region) return undefined;
  const state = account === context.account ? context.state : context.partitionOf(account, region);
  const parameter = names.map((name) => parameters(state).get(name)).find((each) => each !== undefined);
  if (parameter === undefined) return undefined;
  const version = selector === undefined ? latest(parameter) : parameter.versions.find((each) => String(each.version) === selector);
  // A label is no number: labels are not implemented, so no version has one.
  if (version === undefined) throw versionNotFound(parameter.name, selector ?? '');
  return {
    parameter,
    version,
    selector: selector === undefined ? undefined : `:${selector}`,
    arn: parameterArn(region, account, parameter.name),
    state,
  };
}

export function findParameter(text: string, context: OperationContext): FoundParameter {
  const found = lookUp(text, context);
  if (found === undefined) throw parameterNotFound();
  return found;
}

type Keys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One action on the parameter that `text` names, there or not. */
export function wantOnParameter(text: string, context: OperationContext, action: string, keys: Keys = {}): Want {
  const { account, region, names } = parseParameterRef(text, context);
  const state = account === context.account ? context.state : context.partitionOf(account, region);
  const parameter = names.map((name) => parameters(state).get(name)).find((each) => each !== undefined);
  const tags = parameter?.tags ?? [];
  return {
    action: `ssm:${action}`,
    resource: parameterArn(region, account, parameter?.name ?? names[0] ?? ''),
    resourceAccount: account,
    conditionKeys: Object.fromEntries(
      [
        ...tags.flatMap(({ Key, Value }) => [`aws:ResourceTag/${Key}`, `ssm:resourceTag/${Key}`].map((key) => [key, Value] as const)),
        ...Object.entries(keys),
      ].filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined),
    ),
  };
}
