import { validationError } from '../errors.ts';
import { checkParameter } from './check-parameter.ts';
import type { ParameterDeclaration, Template } from './template.ts';

/** A parameter as a request gives it. */
export interface GivenParameter {
  readonly ParameterKey?: string | undefined;
  readonly ParameterValue?: string | undefined;
  readonly UsePreviousValue?: boolean | undefined;
}

/** A parameter of a stack. `resolved` is Parameter Store's value, for the types that name one. */
export interface ParameterValue {
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly resolved?: string;
  readonly noEcho: boolean;
}

/** Each declared parameter's value: given, previous or default; checked against its constraints. */
export function chooseParameters(
  template: Pick<Template, 'parameters'>,
  given: readonly GivenParameter[],
  previous: readonly ParameterValue[],
): readonly ParameterValue[] {
  const byKey = new Map(given.map((parameter) => [parameter.ParameterKey ?? '', parameter]));
  const unknown = [...byKey.keys()].filter((key) => !template.parameters.has(key));
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const chosen = [...template.parameters].map(([key, declared]) => ({
    key,
    declared,
    value: choose(key, declared, byKey.get(key), previous),
  }));
  const missing = chosen.filter(({ value }) => value === undefined).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return chosen.map(({ key, declared, value = '' }) => {
    checkParameter(key, declared, value);
    return { key, type: declared.type, value, noEcho: declared.noEcho };
  });
}

function choose(
  key: string,
  declared: ParameterDeclaration,
  given: GivenParameter | undefined,
  previous: readonly ParameterValue[],
): string | undefined {
  if (given?.UsePreviousValue === true) {
    if (given.ParameterValue !== undefined) {
      throw validationError(
        `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
      );
    }
    const before = previous.find((parameter) => parameter.key === key);
    if (before !== undefined) return before.value;
    throw validationError(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  }
  return given?.ParameterValue ?? declared.default;
}

/** What Ref gives of a parameter: text, or a list for the list types. */
export function parameterRef(parameter: ParameterValue): string | readonly string[] {
  const text = parameter.resolved ?? parameter.value;
  if (!isListType(parameter.type)) return text;
  return text === '' ? [] : text.split(',').map((part) => part.trim());
}

export function isListType(type: string): boolean {
  return type.includes('CommaDelimitedList') || type.includes('List<');
}

/** The name in Parameter Store that a parameter of type AWS::SSM::Parameter::Value<…> names. */
export function namesStoredParameter(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}
