import { notEmulated } from '../../errors.ts';
import { functionCall } from '../functions.ts';
import { isList, isObject, type Json, type JsonObject } from '../json.ts';
import { otherPolicyTemplates, policyTemplates, type PolicyTemplate } from './policy-templates.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { words } from './words.ts';

/** One entry of a function's Policies: a managed policy's ARN, or a document for the role. Its place in the list is part of its name. */
export type PolicyEntry =
  { readonly kind: 'managed'; readonly arn: Json } | { readonly kind: 'inline'; readonly index: number; readonly document: Json };

/** Reads names, ARNs, documents and policy templates, also behind Fn::If. */
export function readPolicies(logicalId: string, policies: Json | undefined): readonly PolicyEntry[] {
  if (policies === undefined) return [];
  const list = isList(policies) ? policies : [policies];
  return list.map((entry, index) => readEntry(logicalId, entry, index));
}

function readEntry(logicalId: string, entry: Json, index: number): PolicyEntry {
  const branches = ifBranches(entry);
  if (branches === undefined) {
    if (isManaged(entry)) return { kind: 'managed', arn: managedPolicyArn(entry) };
    return { kind: 'inline', index, document: documentOf(logicalId, entry, index) };
  }
  const [condition, ...sides] = branches;
  const given = sides.filter((side) => !isNoValue(side));
  if (given.every(isManaged)) return { kind: 'managed', arn: { 'Fn::If': [condition, ...sides.map(managedPolicyArn)] } };
  const documents = sides.map((side) => (isNoValue(side) ? side : documentOf(logicalId, side, index)));
  return { kind: 'inline', index, document: { 'Fn::If': [condition, ...documents] } };
}

/** An inline policy of the role; a choice is made between whole policies. */
export function inlinePolicy(roleId: string, { index, document }: Extract<PolicyEntry, { kind: 'inline' }>): Json {
  const named = (value: Json): Json => (isNoValue(value) ? value : { PolicyName: `${roleId}Policy${index}`, PolicyDocument: value });
  const branches = ifBranches(document);
  if (branches === undefined) return named(document);
  const [condition, ...sides] = branches;
  return { 'Fn::If': [condition, ...sides.map(named)] };
}

function ifBranches(value: Json): readonly [Json, Json, Json] | undefined {
  const call = functionCall(value);
  if (call?.name !== 'Fn::If' || !isList(call.argument)) return undefined;
  const [condition, whenTrue, whenFalse] = call.argument;
  return condition === undefined || whenTrue === undefined || whenFalse === undefined ? undefined : [condition, whenTrue, whenFalse];
}

export function isNoValue(value: Json): boolean {
  return isObject(value) && value['Ref'] === 'AWS::NoValue';
}

function isManaged(entry: Json): boolean {
  return typeof entry === 'string' || (functionCall(entry) !== undefined && !isNoValue(entry));
}

const serviceRoles = words(
  'AWSLambdaBasicExecutionRole AWSLambdaDynamoDBExecutionRole AWSLambdaENIManagementAccess AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole AWSLambdaRole AWSLambdaSQSQueueExecutionRole AWSLambdaVPCAccessExecutionRole',
);

/** A name is looked up among AWS's own policies; what IAM does not know it refuses when the role is made. */
function managedPolicyArn(name: Json): Json {
  if (typeof name !== 'string' || name.startsWith('arn:')) return name;
  return awsManagedPolicy(serviceRoles.includes(name) ? `service-role/${name}` : name);
}

export function awsManagedPolicy(path: string): string {
  return `arn:aws:iam::aws:policy/${path}`;
}

function documentOf(logicalId: string, entry: Json, index: number): Json {
  if (isObject(entry) && entry['Statement'] !== undefined) return entry;
  const [name, ...others] = isObject(entry) ? Object.keys(entry) : [];
  const template = name === undefined || others.length > 0 ? undefined : policyTemplates[name];
  if (template !== undefined && name !== undefined && isObject(entry)) return fill(logicalId, name, template, entry[name]);
  if (name !== undefined && otherPolicyTemplates.includes(name))
    throw notEmulated(`The SAM policy template ${name} (resource ${logicalId})`);
  throw new InvalidServerlessResource(logicalId, `Policy at index ${index} in the 'Policies' property is not valid`);
}

function fill(logicalId: string, name: string, template: PolicyTemplate, given: Json | undefined): JsonObject {
  if (!isObject(given)) throw new InvalidServerlessResource(logicalId, `Must specify valid parameter values for policy template '${name}'`);
  const missing = template.parameters.filter((parameter) => given[parameter] === undefined);
  if (missing.length > 0) {
    const list = missing.map((parameter) => `'${parameter}'`).join(', ');
    throw new InvalidServerlessResource(logicalId, `Following required parameters of template '${name}' don't have values: [${list}]`);
  }
  const values = template.parameters.map((parameter) => [smallFirst(parameter), given[parameter] ?? null] as const);
  return {
    Statement: template.statements.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: typeof resources === 'string' ? resource(resources, values) : resources.map((text) => resource(text, values)),
    })),
  };
}

function resource(text: string, values: readonly (readonly [string, Json])[]): Json {
  if (!text.includes('${')) return text;
  const used = values.filter(([name]) => text.includes(`\${${name}}`));
  return { 'Fn::Sub': used.length === 0 ? text : [text, Object.fromEntries(used)] };
}

function smallFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
