import { notEmulated, validationError } from '../errors.ts';
import { isList, isObject, scalarText, type Json, type JsonObject } from './json.ts';
import type { ParameterDeclaration } from './template.ts';

const members = [
  'Type',
  'Default',
  'AllowedValues',
  'AllowedPattern',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
  'Description',
  'ConstraintDescription',
];
/** Of the AWS-specific types only Parameter Store's: the others name resources of services that are not emulated. */
const types = [
  'String',
  'Number',
  'List<Number>',
  'List<String>',
  'CommaDelimitedList',
  'AWS::SSM::Parameter::Name',
  'AWS::SSM::Parameter::Value<String>',
  'AWS::SSM::Parameter::Value<List<String>>',
  'AWS::SSM::Parameter::Value<CommaDelimitedList>',
];

export function readParameter(name: string, value: Json): ParameterDeclaration {
  if (!isObject(value)) throw validationError(`Template format error: Every Parameters object must be an object: ${name}`);
  const unknown = Object.keys(value).find((key) => !members.includes(key));
  if (unknown !== undefined) throw validationError(`Invalid template parameter property '${unknown}'`);
  const type = value['Type'];
  if (typeof type !== 'string') throw validationError('Template format error: Every Parameters object must contain a Type member.');
  if (!types.includes(type)) {
    if (type.startsWith('AWS::') || type.startsWith('List<AWS::')) throw notEmulated(`The parameter type ${type}`);
    throw validationError(`Template format error: Unrecognized parameter type: ${type}`);
  }
  return { type, noEcho: scalarText(value['NoEcho'] ?? false) === 'true', ...texts(value), ...numbers(value), ...allowed(name, value) };
}

function texts(value: JsonObject): Partial<ParameterDeclaration> {
  const fields = {
    default: 'Default',
    allowedPattern: 'AllowedPattern',
    description: 'Description',
    constraintDescription: 'ConstraintDescription',
  };
  const found = Object.entries(fields).flatMap(([field, member]) => {
    const given = value[member];
    if (given === undefined) return [];
    const text = scalarText(given);
    if (text === undefined) throw validationError(`Template format error: Every ${member} member must be a string.`);
    return [[field, text]];
  });
  return Object.fromEntries(found) as Partial<ParameterDeclaration>;
}

function numbers(value: JsonObject): Partial<ParameterDeclaration> {
  const fields = { minLength: 'MinLength', maxLength: 'MaxLength', minValue: 'MinValue', maxValue: 'MaxValue' };
  const found = Object.entries(fields).flatMap(([field, member]) => {
    const given = value[member];
    if (given === undefined) return [];
    const number = Number(given);
    if (!Number.isFinite(number)) throw validationError(`Template format error: ${member} must be a number.`);
    return [[field, number]];
  });
  return Object.fromEntries(found) as Partial<ParameterDeclaration>;
}

function allowed(name: string, value: JsonObject): Partial<ParameterDeclaration> {
  const given = value['AllowedValues'];
  if (given === undefined) return {};
  if (!isList(given)) throw validationError(`Template format error: AllowedValues of parameter ${name} must be a list.`);
  return { allowedValues: given.map((one) => scalarText(one) ?? '') };
}
