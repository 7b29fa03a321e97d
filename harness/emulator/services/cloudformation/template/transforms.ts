import { insufficientCapabilities, notEmulated, validationError } from '../errors.ts';
import { isList, isObject, type Json } from './json.ts';
import { parameterRef, type ParameterValue } from './parameters.ts';
import { parseTemplateText } from './parse-text.ts';
import { expandServerless } from './sam/expand-serverless.ts';
import { serverlessTransform } from './sam/invalid-template.ts';

/** A template's text as it was written, and what its section Transform names. */
export interface WrittenTemplate {
  readonly text: string;
  readonly root: Json;
  readonly transforms: readonly string[];
}

/** @throws CloudFormation's error where the text is no template, or names a transform other than SAM's. */
export function readTransforms(text: string): WrittenTemplate {
  const root = parseTemplateText(text);
  const given = isObject(root) ? root['Transform'] : undefined;
  const transforms = given === undefined ? [] : isList(given) ? given : [given];
  return { text, root, transforms: transforms.map(checkedName) };
}

function checkedName(name: Json): string {
  if (name === serverlessTransform) return name;
  if (typeof name === 'string') throw notEmulated(`The transform ${name}`);
  throw validationError('Template format error: Transform must be a string or a list of strings.');
}

/** The text that CloudFormation works with: what was written, or what its transform makes of it, as JSON. */
export function processedText({ text, root, transforms }: WrittenTemplate, parameters: readonly ParameterValue[], region: string): string {
  if (transforms.length === 0 || !isObject(root)) return text;
  const known = new Map<string, Json>([
    ...parameters.map((parameter): [string, Json] => [parameter.key, parameterRef(parameter)]),
    ['AWS::Region', region],
    ['AWS::Partition', 'aws'],
  ]);
  return JSON.stringify(expandServerless(root, known));
}

/** Whoever makes a stack at once, without looking at a change set, must have said that the template may be expanded. */
export function checkMayExpand({ transforms }: WrittenTemplate, capabilities: readonly string[]): void {
  if (transforms.length > 0 && !capabilities.includes('CAPABILITY_AUTO_EXPAND')) throw insufficientCapabilities('CAPABILITY_AUTO_EXPAND');
}
