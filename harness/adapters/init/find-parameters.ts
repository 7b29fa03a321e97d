import type { FoundFunction } from './find-functions.ts';
import { type Template, textOf } from './read-template.ts';

export interface FoundParameters {
  readonly parameters: Readonly<Record<string, string>>;
  readonly doubts: readonly string[];
}

/** What the template's parameters are filled with: those with a default keep it, and of the others what their names say. */
export function findParameters(template: Template, functions: readonly FoundFunction[], hasDatabase: boolean): FoundParameters {
  const parameters: Record<string, string> = {};
  const doubts: string[] = [];
  for (const [name, described] of Object.entries(template.parameters)) {
    const guess = guessOf(name, functions, hasDatabase);
    if (described['Default'] !== undefined && guess !== '${environment}') continue;
    if (described['Default'] !== undefined && Array.isArray(described['AllowedValues'])) continue;
    if (guess !== null) parameters[name] = guess;
    else {
      const [allowed] = Array.isArray(described['AllowedValues']) ? (described['AllowedValues'] as readonly unknown[]) : [];
      parameters[name] = textOf(allowed) ?? 'to-be-filled-in';
      doubts.push(`what the template's parameter ${name} is to be: it stands as "${parameters[name]}"`);
    }
  }
  return { parameters, doubts };
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
