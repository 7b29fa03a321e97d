import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type OpenedSource, readDeploymentPreference, readTemplateAlarms } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadTopology } from '../config/load-topology.ts';
import { gates } from '../gates/index.ts';
import type { Project } from '../model/project.ts';
import type { SaidByTemplates } from '../model/template-deployment.ts';
import type { Topology } from '../model/topology.ts';
import { shipped } from './shipped.ts';

/** A name is one of the shipped files; anything else is a path in the commit or on this machine. */
export async function readTopology(
  name: string,
  opened: OpenedSource,
  commit: string,
  project: Project,
): Promise<{ readonly topology: Topology; readonly text: string; readonly said: SaidByTemplates }> {
  const ours = join(shipped, 'scenarios/topologies', `${name}.yaml`);
  const path = /^[\w-]+$/.test(name) && existsSync(ours) ? ours : name;
  const text = (await opened.source.show(commit, name)) ?? (existsSync(path) ? await readFile(path, 'utf8') : null);
  if (text === null) {
    throw new ConfigError([
      {
        file: 'rehearsal.yaml',
        line: 0,
        column: 0,
        path: 'topology',
        message: `there is no topology "${name}"`,
        hint: 'Name a shipped one (four-environment) or a file.',
      },
    ]);
  }
  const read = (file: string): Promise<string | null> => opened.source.show(commit, file);
  const said = await readDeploymentPreference(project, read);
  const templates = { deployment: said, alarms: await readTemplateAlarms(project, read) };
  return { topology: loadTopology(basename(path), text, new Set(gates.keys()), templates), text, said };
}

/** The hotfix branch that the commit is on, where the topology has such and the commit isn't on the trunk; else null. */
export async function hotfixBranchOf({ rules, stages }: Topology, { source }: OpenedSource): Promise<string | null> {
  const trunk = stages.flatMap(({ trigger }) => (trigger.kind === 'manual' ? [] : [trigger.branch]))[0];
  if (rules.hotfixBranches === null || trunk === undefined) return null;
  return await source.hotfixBranchOf(source.commit, rules.hotfixBranches, trunk);
}

/** The merges that the path's triggers ask for, made in the rehearsal's own clone. */
export async function mergeTriggers(topology: Topology, opened: OpenedSource): Promise<void> {
  for (const { trigger } of topology.stages) {
    if (trigger.kind === 'merge' && !(await opened.source.mergeInto(trigger.branch))) {
      throw new ConfigError([
        {
          file: trigger.branch,
          line: 0,
          column: 0,
          path: '',
          message: `commit ${opened.source.commit} and ${trigger.branch} have diverged`,
          hint: `Rebase on ${trigger.branch} first: what isn't merged can't be promoted.`,
        },
      ]);
    }
  }
}
