/**
 * The function that an integration calls: its ARN, or that inside `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<arn>/invocations`.
 * Undefined for any other URI.
 */
export function lambdaArnOf(uri: string): string | undefined {
  const inner = /^arn:[^:]+:apigateway:[^:]*:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
  return /^arn:[^:]+:lambda:[^:]+:[^:]+:function:.+$/.test(inner) ? inner : undefined;
}

/** With `${stageVariables.name}` replaced; a variable that the stage has not is nothing. */
export function withStageVariables(uri: string, variables: Readonly<Record<string, string>>): string {
  return uri.replaceAll(/\$\{stageVariables\.([a-zA-Z0-9_]+)\}/g, (_whole, name: string) => variables[name] ?? '');
}
