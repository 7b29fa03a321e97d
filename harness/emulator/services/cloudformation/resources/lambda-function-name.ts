/** A function as a template names it, by name or ARN with or without a qualifier, in the two parts that Lambda's operations take. */
export function functionAndQualifier(text: string): { readonly FunctionName: string; readonly Qualifier?: string } {
  const parts = text.split(':');
  const nameAt = text.startsWith('arn:') ? 6 : 0;
  const qualifier = parts[nameAt + 1];
  const FunctionName = parts.slice(0, nameAt + 1).join(':');
  return qualifier === undefined ? { FunctionName } : { FunctionName, Qualifier: qualifier };
}

/** The function's name in a name or ARN. */
export function bareFunctionName(text: string): string {
  return text.startsWith('arn:') ? (text.split(':')[6] ?? text) : (text.split(':')[0] ?? text);
}
