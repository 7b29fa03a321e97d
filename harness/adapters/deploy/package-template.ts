import { isMap, parseDocument, type YAMLMap } from 'yaml';

export interface PackagedFunction {
  readonly logicalId: string;
  /** Where the function's zip lies in the registry. */
  readonly key: string;
  /** Built from source: the zip holds one module, `index`. */
  readonly bundled: boolean;
}

const types = new Set(['AWS::Serverless::Function', 'AWS::Lambda::Function']);

/**
 * A template whose functions' code is a path on the developer's machine, or an asset of CDK's, with the registry's objects in its place: what
 * `sam package` and `aws cloudformation package` do. It is the same for every environment, for all read the one registry. A template that
 * names its code by parameters comes back as it is, byte for byte.
 */
export function packageTemplate(text: string, bucket: string, functions: readonly PackagedFunction[]): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  const globals = document.getIn(['Globals', 'Function']);
  let changed = false;
  for (const fn of functions) {
    const properties = document.getIn(['Resources', fn.logicalId, 'Properties']);
    const type = document.getIn(['Resources', fn.logicalId, 'Type']);
    if (!isMap(properties) || typeof type !== 'string' || !types.has(type)) continue;
    if (!isLocal(type, properties, isMap(globals) ? globals : null)) continue;
    const place = type === 'AWS::Serverless::Function' ? { Bucket: bucket, Key: fn.key } : { S3Bucket: bucket, S3Key: fn.key };
    properties.set(type === 'AWS::Serverless::Function' ? 'CodeUri' : 'Code', document.createNode(place));
    if (fn.bundled) rename(properties, isMap(globals) ? globals : null);
    changed = true;
  }
  if (!changed) return text;
  // What begins like JSON is read as JSON: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
  return text.trimStart().startsWith('{') ? JSON.stringify(document.toJS()) : document.toString({ lineWidth: 0 });
}

/** SAM takes no CodeUri for the template's own folder; CDK names an asset of its bootstrap bucket. */
function isLocal(type: string, properties: YAMLMap, globals: YAMLMap | null): boolean {
  if (type === 'AWS::Serverless::Function') {
    if (properties.has('InlineCode') || properties.has('ImageUri')) return false;
    const uri = properties.get('CodeUri') ?? globals?.get('CodeUri');
    return uri === undefined || (typeof uri === 'string' && !uri.startsWith('s3://'));
  }
  const code: unknown = properties.get('Code');
  if (typeof code === 'string') return !code.startsWith('s3://');
  return isMap(code) && JSON.stringify(code.get('S3Bucket') ?? '').includes('cdk-');
}

/** `app.lambdaHandler` -> `index.lambdaHandler`: what esbuild wrote is called index. */
function rename(properties: YAMLMap, globals: YAMLMap | null): void {
  const handler = properties.get('Handler') ?? globals?.get('Handler');
  if (typeof handler === 'string') properties.set('Handler', `index.${handler.split('.').at(-1) ?? 'handler'}`);
}
