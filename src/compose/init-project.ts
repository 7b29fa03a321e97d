import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { lookAt, NoCommitError, ownTopology, workingFolder } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadProject } from '../config/load-project.ts';
import { loadTopology } from '../config/load-topology.ts';
import { gates } from '../gates/index.ts';
import { shipped } from './shipped.ts';

export interface Initialised {
  readonly written: readonly string[];
  readonly template: string;
  readonly doubts: readonly string[];
}

/** Writes a first rehearsal.yaml into the repository that `folder` is in. Throws ConfigError where one is there, or nothing to rehearse is. */
export async function initProject(folder: string, force: boolean): Promise<Initialised> {
  const root = await topOf(folder);
  const file = join(root, 'rehearsal.yaml');
  if (existsSync(file) && !force) throw problem(file, 'is there already', 'Write over it with --force.');
  const shippedTopology = await readFile(join(shipped, 'scenarios/topologies/four-environment.yaml'), 'utf8');
  const looked = await lookAt(root, basename(root), shippedTopology);
  if (looked.kind === 'refused') throw problem(looked.file, looked.reason, looked.hint);
  const path = join(root, ownTopology);
  if (looked.topology !== null && existsSync(path) && !force) throw problem(path, 'is there already', 'Write over it with --force.');
  // Checked before anything is written: what init writes can be run.
  loadProject('rehearsal.yaml', looked.text, (one) => kindOf(join(root, one)));
  if (looked.topology !== null) loadTopology(ownTopology, looked.topology, new Set(gates.keys()));
  await writeFile(file, looked.text);
  if (looked.topology !== null) await writeFile(path, looked.topology);
  return { written: [file, ...(looked.topology === null ? [] : [path])], template: looked.template, doubts: looked.doubts };
}

async function topOf(folder: string): Promise<string> {
  try {
    return (await workingFolder(folder, folder)).root;
  } catch (error) {
    if (error instanceof NoCommitError)
      throw problem(error.folder, error.problem, 'A rehearsal is of a commit: run git init and commit first.');
    throw error;
  }
}

function kindOf(path: string): 'file' | 'folder' | 'absent' {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'absent' : found.isDirectory() ? 'folder' : 'file';
}

function problem(file: string, message: string, hint: string): ConfigError {
  return new ConfigError([{ file, line: 0, column: 0, path: '', message, hint }]);
}
