import { validationError } from '../errors.ts';
import type { ParameterDeclaration } from './template.ts';

/** Throws CloudFormation's message where a value breaks the parameter's constraints. */
export function checkParameter(key: string, declared: ParameterDeclaration, value: string): void {
  const items =
    declared.type === 'CommaDelimitedList' || declared.type.startsWith('List<') ? value.split(',').map((part) => part.trim()) : [value];
  const problem = items.map((item) => constraintProblem(key, declared, item)).find((found) => found !== undefined);
  if (problem === undefined) return;
  const { constraintDescription: described } = declared;
  throw validationError(described === undefined ? problem : `Parameter ${key} failed to satisfy constraint: ${described}`);
}

function constraintProblem(key: string, declared: ParameterDeclaration, value: string): string | undefined {
  const name = `Parameter '${key}'`;
  const numeric = declared.type === 'Number' || declared.type === 'List<Number>';
  if (numeric && (value === '' || !Number.isFinite(Number(value)))) return `${name} must be a number`;
  if (declared.allowedValues?.includes(value) === false) return `${name} must be one of AllowedValues`;
  if (declared.allowedPattern !== undefined && !matchesWhole(key, declared.allowedPattern, value)) {
    return `${name} must match pattern ${declared.allowedPattern}`;
  }
  if (declared.minLength !== undefined && value.length < declared.minLength) {
    return `${name} must contain at least ${declared.minLength} characters`;
  }
  if (declared.maxLength !== undefined && value.length > declared.maxLength) {
    return `${name} must contain at most ${declared.maxLength} characters`;
  }
  if (declared.minValue !== undefined && Number(value) < declared.minValue)
    return `${name} must be a number not less than ${declared.minValue}`;
  if (declared.maxValue !== undefined && Number(value) > declared.maxValue) {
    return `${name} must be a number not greater than ${declared.maxValue}`;
  }
  return undefined;
}

function matchesWhole(key: string, pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw validationError(`Template format error: AllowedPattern of parameter ${key} is no regular expression: ${pattern}`);
  }
}
