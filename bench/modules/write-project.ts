import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionsOf, type GeneratedFunction } from './generated-function.ts';
import { rehearsalOf } from './rehearsal-of.ts';
import { templateOf } from './template-of.ts';
import { topology } from './topology.ts';

/** A git repository with that many modules, each with a template and five functions of its own, and one small database; its path is the folder's. */
export function writeProject(folder: string, modules: number): void {
  const ids = Array.from({ length: modules }, (_, index) => `m${String(index + 1).padStart(2, '0')}`);
  const functions = ids.flatMap(functionsOf);
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('shared/answer.ts', shared);
  for (const fn of functions) put(fn.entry, sourceOf(fn));
  for (const id of ids) put(`${id}/template.json`, `${JSON.stringify(templateOf(functionsOf(id)), null, 2)}\n`);
  put('migrations/V1__create_notes.sql', 'create table notes (id bigint primary key, text text not null);\n');
  put('functions.json', `${JSON.stringify(functions)}\n`);
  put('rehearsal.yaml', `${JSON.stringify(rehearsalOf(ids), null, 2)}\n`);
  put('topology.yaml', `${JSON.stringify(topology, null, 2)}\n`);
  put('.gitignore', 'reports/\nnode_modules/\n');
  cpSync(fileURLToPath(new URL('project', import.meta.url)), join(folder, 'project'), { recursive: true });
  const identity = ['-c', 'user.name=Mira Okafor', '-c', 'user.email=mira.okafor@modules.example', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]): void => void execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', `${modules} modules`);
}

const shared = `export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function answer(content: object): Answer {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
}
`;

function sourceOf({ module, name }: GeneratedFunction): string {
  return `import { answer, type Answer } from '../shared/answer.ts';

export const handler = ({ rawPath }: { readonly rawPath: string }): Promise<Answer> =>
  Promise.resolve(answer({ module: '${module}', function: '${name}', path: rawPath }));
`;
}
