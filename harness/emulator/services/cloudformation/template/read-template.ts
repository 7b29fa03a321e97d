import { notEmulated, validationError } from '../errors.ts';
import { checkFunctions } from './functions.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { parseTemplateText } from './parse-text.ts';
import { readOutput } from './read-output.ts';
import { readParameter } from './read-parameter.ts';
import { readResource } from './read-resource.ts';
import type { Template } from './template.ts';

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Rules',
  'Conditions',
  'Resources',
  'Outputs',
];
const refusedSections = ['Transform', 'Hooks'];

/** Reads a template's text and checks its structure, with CloudFormation's own messages. */
export function readTemplate(text: string): Template {
  const root = parseTemplateText(text);
  if (!isObject(root)) throw validationError('Template format error: unsupported structure.');
  checkSections(root);
  const resources = section(root, 'Resources');
  if (Object.keys(resources).length === 0) {
    throw validationError('Template format error: At least one Resources member must be defined.');
  }
  for (const name of ['Conditions', 'Resources', 'Outputs']) checkFunctions(root[name] ?? null);
  return {
    ...header(root),
    parameters: entries(section(root, 'Parameters'), readParameter),
    mappings: section(root, 'Mappings'),
    rules: section(root, 'Rules'),
    conditions: section(root, 'Conditions'),
    resources: entries(resources, readResource),
    outputs: entries(section(root, 'Outputs'), readOutput),
  };
}

function checkSections(root: JsonObject): void {
  const unknown = Object.keys(root).filter((name) => !sections.includes(name));
  const refused = unknown.find((name) => refusedSections.includes(name));
  if (refused !== undefined) throw notEmulated(`The template section ${refused}`);
  if (unknown.length > 0) throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
}

function header(root: JsonObject): Pick<Template, 'version' | 'description' | 'metadata'> {
  const version = root['AWSTemplateFormatVersion'];
  if (version !== undefined && version !== '2010-09-09') {
    throw validationError('Template format error: The value for AWSTemplateFormatVersion is not valid: it must be 2010-09-09.');
  }
  const description = root['Description'];
  if (description !== undefined && typeof description !== 'string') {
    throw validationError('Template format error: Description must be a string.');
  }
  return {
    ...(version === undefined ? {} : { version }),
    ...(description === undefined ? {} : { description }),
    ...(root['Metadata'] === undefined ? {} : { metadata: root['Metadata'] }),
  };
}

function section(root: JsonObject, name: string): JsonObject {
  const value = root[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw validationError(`Template format error: ${name} must be an object.`);
  return value;
}

function entries<T>(members: JsonObject, read: (name: string, value: Json) => T): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(members).map(([name, value]) => {
      if (!/^[A-Za-z0-9]+$/.test(name)) throw validationError(`Template format error: Resource name ${name} is non alphanumeric.`);
      return [name, read(name, value)];
    }),
  );
}
