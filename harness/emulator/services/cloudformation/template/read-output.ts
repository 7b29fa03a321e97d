import { validationError } from '../errors.ts';
import { isObject, type Json } from './json.ts';
import type { OutputDeclaration } from './template.ts';

const members = ['Value', 'Description', 'Export', 'Condition'];

export function readOutput(name: string, value: Json): OutputDeclaration {
  if (!isObject(value)) throw validationError(`Template format error: Output ${name} is malformed.`);
  const unknown = Object.keys(value).find((key) => !members.includes(key));
  if (unknown !== undefined) throw validationError(`Invalid template output property '${unknown}'`);
  if (value['Value'] === undefined || value['Value'] === null) {
    throw validationError('Template format error: Every Outputs member must contain a Value object.');
  }
  const { Description: description, Condition: condition } = value;
  const exportName = isObject(value['Export']) ? value['Export']['Name'] : undefined;
  if (value['Export'] !== undefined && exportName === undefined) {
    throw validationError(`Template format error: Output ${name} is malformed. The Name field of every Export member must be specified.`);
  }
  return {
    value: value['Value'],
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof condition === 'string' ? { condition } : {}),
    ...(exportName === undefined ? {} : { exportName }),
  };
}
