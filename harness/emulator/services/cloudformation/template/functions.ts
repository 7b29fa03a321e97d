import { notEmulated, validationError } from '../errors.ts';
import { isList, isObject, type Json } from './json.ts';

const supported = [
  'Fn::Base64',
  'Fn::GetAtt',
  'Fn::GetAZs',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Split',
  'Fn::FindInMap',
  'Fn::Select',
  'Ref',
  'Fn::Equals',
  'Fn::If',
  'Fn::Not',
  'Condition',
  'Fn::And',
  'Fn::Or',
  'Fn::Sub',
];
/** AWS has these too: some in Rules only, some with the LanguageExtensions transform. */
const refused = [
  'Fn::Cidr',
  'Fn::Transform',
  'Fn::Length',
  'Fn::ToJsonString',
  'Fn::Contains',
  'Fn::EachMemberEquals',
  'Fn::EachMemberIn',
  'Fn::RefAll',
  'Fn::ValueOf',
  'Fn::ValueOfAll',
];

/** A call of an intrinsic function: an object of one key, `Ref` or `Fn::…`. */
export interface FunctionCall {
  readonly name: string;
  readonly argument: Json;
}

/** `Condition` counts only where conditions are written (`condition: true`): elsewhere it is an ordinary key (IAM statements have it). */
export function functionCall(value: Json, options: { readonly condition?: boolean } = {}): FunctionCall | undefined {
  if (!isObject(value)) return undefined;
  const [only, ...others] = Object.entries(value);
  if (only === undefined || others.length > 0) return undefined;
  const [name, argument] = only;
  if (name === 'Condition') return options.condition === true ? { name, argument } : undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

/** Throws for a function that CloudFormation does not know, or that this emulator refuses. */
export function checkFunctions(value: Json): void {
  if (isList(value)) return value.forEach(checkFunctions);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith('Fn::') && !supported.includes(key)) {
      if (refused.includes(key) || key.startsWith('Fn::ForEach')) throw notEmulated(`The function ${key}`);
      throw validationError(
        `Template validation error: Template error: Encountered unsupported function: ${key} Supported functions are: [${supported.join(', ')}]`,
      );
    }
    checkFunctions(inner);
  }
}
