import { join } from 'node:path';
import type { ArtefactKind } from '../../../src/model/artefact.ts';
import type { Problem } from '../../../src/model/problem.ts';
import type { Project, ProjectModule } from '../../../src/model/project.ts';
import { readFile } from 'node:fs/promises';
import { bundleFunction } from './bundle-function.ts';
import { filesBelow, reproducibleZip } from './reproducible-zip.ts';

export interface BuiltFile {
  readonly name: string;
  readonly module: string;
  readonly kind: ArtefactKind;
  readonly bytes: Uint8Array;
}

export interface BuiltFiles {
  readonly files: readonly BuiltFile[];
  readonly problems: readonly Problem[];
  /** Source files that went into the zips, relative to the work tree: what the security gate looks packages up by. */
  readonly inputs: readonly string[];
}

/** Everything that a commit builds into, in memory. Problems of all functions together, not only the first one's. */
export async function buildFiles(root: string, project: Project): Promise<BuiltFiles> {
  const parts = await Promise.all(project.modules.map((module) => buildModule(root, module)));
  return {
    files: parts.flatMap((part) => part.files),
    problems: parts.flatMap((part) => part.problems),
    inputs: [...new Set(parts.flatMap((part) => part.inputs))].sort(),
  };
}

async function buildModule(root: string, module: ProjectModule): Promise<BuiltFiles> {
  const files: BuiltFile[] = [];
  const problems: Problem[] = [];
  const inputs: string[] = [];
  for (const fn of module.functions) {
    const name = `${fn.name}.zip`;
    if (fn.source.kind === 'zip') {
      files.push({ name, module: module.id, kind: 'lambda-zip', bytes: await readFile(join(root, fn.source.zip)) });
      continue;
    }
    const bundle = await bundleFunction({ root, entry: fn.source.entry });
    if (bundle.kind === 'failed') {
      problems.push(...bundle.problems);
      continue;
    }
    inputs.push(...bundle.inputs);
    files.push({ name, module: module.id, kind: 'lambda-zip', bytes: reproducibleZip({ 'index.mjs': bundle.code }) });
  }
  files.push(await infrastructureFile(root, module));
  if (module.database !== null) {
    const bytes = reproducibleZip(await filesBelow(join(root, module.database.migrations)));
    files.push({ name: migrationsName(module.id), module: module.id, kind: 'migrations', bytes });
  }
  return { files, problems, inputs };
}

async function infrastructureFile(root: string, { id, infrastructure }: ProjectModule): Promise<BuiltFile> {
  if (infrastructure.kind === 'template') {
    const bytes = await readFile(join(root, infrastructure.template));
    return { name: `template-${id}.yaml`, module: id, kind: 'cloudformation', bytes };
  }
  const bytes = reproducibleZip(await filesBelow(join(root, infrastructure.program)));
  return { name: `program-${id}.zip`, module: id, kind: 'iac-program', bytes };
}

export function migrationsName(module: string): string {
  return `migrations-${module}.zip`;
}
