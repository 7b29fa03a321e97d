import { parseArn } from '../../accounts/arn.ts';
import { reservedName, validation } from './errors.ts';

/** `arn:aws:ssm:<region>:<account>:parameter/<name>`, with one slash between whether or not the name starts with one. */
export function parameterArn(region: string, account: string, name: string): string {
  return `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`;
}

/** What a request names: a name or an ARN, with `:version` behind or not. */
export interface ParameterRef {
  readonly account: string;
  readonly region: string;
  /** As AWS stores it; an ARN doesn't tell whether the name starts with a slash, so both are tried. */
  readonly names: readonly string[];
  readonly selector: string | undefined;
}

export function parseParameterRef(text: string, own: { readonly account: string; readonly region: string }): ParameterRef {
  const arn = parseArn(text);
  if (arn === undefined) {
    const [name, selector] = split(text);
    return { ...own, names: [name], selector };
  }
  const [path, selector] = split(arn.resource.replace(/^parameter\//, ''));
  return { account: arn.account, region: arn.region, names: path.includes('/') ? [`/${path}`] : [path, `/${path}`], selector };
}

function split(text: string): readonly [string, string | undefined] {
  const at = text.indexOf(':');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const nameRules =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

/** What PutParameter takes. Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function checkNewName(name: string): void {
  if (/^\/?aws/i.test(name)) throw reservedName(name);
  if (/^\/?ssm/i.test(name) || !/^[\w.\-/]+$/.test(name) || name.includes('//') || name.endsWith('/')) throw validation(nameRules);
  if (name.includes('/') && !name.startsWith('/')) throw validation('Parameter name must be a fully qualified name.');
  if (name.length > 1011) throw validation('The parameter name exceeds the maximum length of 1011 characters.');
  if (name.split('/').length - 1 > 15)
    throw validation(
      'A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names.',
    );
}

/** What GetParametersByPath takes. */
export function checkPath(path: string): void {
  if (path.startsWith('/') && /^[\w.\-/]+$/.test(path) && !path.includes('//')) return;
  throw validation(
    'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  );
}
