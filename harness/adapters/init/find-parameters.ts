import type { FoundFunction } from './find-functions.ts';
import { type Template, textOf, type Tree } from './read-template.ts';

export interface FoundParameters {
  readonly parameters: Readonly<Record<string, string>>;
  /** Where an environment's name is not one that the template takes. */
  readonly environments: Readonly<Record<string, { readonly parameters: Readonly<Record<string, string>> }>>;
  readonly doubts: readonly string[];
}

/** What the template's parameters are filled with: those with a default keep it, and of the others what their names say. */
export function findParameters(template: Template, functions: readonly FoundFunction[], hasDatabase: boolean): FoundParameters {
  const parameters: Record<string, string> = {};
  const doubts: string[] = [];
  const environments: Record<string, { parameters: Record<string, string> }> = {};
  for (const [name, described] of Object.entries(template.parameters)) {
    const guess = guessOf(name, functions, hasDatabase);
    if (guess === '${environment}' && !Object.keys(others).every((one) => takes(described, one))) {
      for (const [environment, names] of Object.entries(others)) {
        const taken = [environment, ...names].find((one) => takes(described, one));
        if (taken !== undefined) (environments[environment] ??= { parameters: {} }).parameters[name] = taken;
        else if (described['Default'] === undefined) doubts.push(`what the template's parameter ${name} is to be in ${environment}`);
      }
      continue;
    }
    if (described['Default'] !== undefined && guess !== '${environment}') continue;
    if (guess !== null) parameters[name] = guess;
    else {
      const [allowed] = Array.isArray(described['AllowedValues']) ? (described['AllowedValues'] as readonly unknown[]) : [];
      parameters[name] = textOf(allowed) ?? (described['Type'] === 'Number' ? '0' : 'to-be-filled-in');
      doubts.push(`what the template's parameter ${name} is to be: it stands as "${parameters[name]}"`);
    }
  }
  return { parameters, environments, doubts };
}

/** What teams call the environments that the shipped path has, the likeliest first. */
const others: Readonly<Record<string, readonly string[]>> = {
  local: ['dev', 'development', 'test'],
  dev: ['development', 'test'],
  uat: ['staging', 'stage', 'qa', 'test', 'preprod', 'feature-uat', 'dev', 'development'],
  production: ['prod', 'live', 'main'],
};

function takes({ AllowedValues: values, AllowedPattern: pattern }: Tree, name: string): boolean {
  if (Array.isArray(values) && !values.includes(name)) return false;
  return typeof pattern !== 'string' || new RegExp(`^(?:${pattern})$`).test(name);
}

function guessOf(name: string, functions: readonly FoundFunction[], hasDatabase: boolean): string | null {
  const plain = name.toLowerCase();
  if (/^(environment|env|stage|stagename|environmentname|envname)$/.test(plain)) return '${environment}';
  if (/^(commit|commitsha|gitsha|version|revision)$/.test(plain)) return '${commit}';
  if (/(artifact|artefact|code|lambda|deployment)s?bucket/.test(plain)) return '${artefact.bucket}';
  if (hasDatabase && /secret.*arn$/.test(plain)) return '${database.secretArn}';
  const owner = functions.find((fn) => plain.endsWith('key') && plain.includes(fn.name.replaceAll('-', '')));
  return owner === undefined ? null : `\${artefact.${owner.name}.key}`;
}
