import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { removeRun } from '../adapters/rehearsal/out-folder.ts';
import { packageRoot, rehearsedProject } from './testing/rehearsed-project.ts';

/** tools/rehearse-in-ci.sh as a CI job runs it, and the reusable workflow that calls it. */
const script = join(packageRoot, 'tools/rehearse-in-ci.sh');
const project = rehearsedProject('ci-recipe');

afterAll(async () => {
  await removeRun(project.out);
  rmSync(project.scratch, { recursive: true, force: true });
});

function runScript(args: readonly string[], more: NodeJS.ProcessEnv): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(script, args, { encoding: 'utf8', env: { ...process.env, ...more }, cwd: project.scratch });
}

describe('the shell recipe', () => {
  it('rehearses, shows the summary on the job page and says how it ended', { timeout: 300_000 }, () => {
    const [page, outputs] = [join(project.scratch, 'page.md'), join(project.scratch, 'outputs')];
    const ended = runScript([project.folder, project.out], {
      ARGUMENTS: '--to\nlocal\n--approve-as\nPriya Raman\n',
      GITHUB_STEP_SUMMARY: page,
      GITHUB_OUTPUT: outputs,
    });
    expect({ ...ended, stderr: ended.status === 0 ? '' : ended.stderr }).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(page, 'utf8')).toBe(readFileSync(join(project.out, 'summary.md'), 'utf8'));
    expect(readFileSync(outputs, 'utf8')).toMatch(/^outcome=released\nkey=[0-9a-f]{64}\n$/);
    expect(existsSync(join(project.out, 'junit.xml'))).toBe(true);
  });

  it('ends with the code of the command', () => {
    const outputs = join(project.scratch, 'outputs-of-nothing');
    const out = join(project.scratch, 'nothing');
    const ended = runScript([project.scratch, out], { ARGUMENTS: '--to local', GITHUB_OUTPUT: outputs });
    expect(ended.status).toBe(2);
    expect(readFileSync(outputs, 'utf8')).toBe('outcome=error\nkey=\n');
  });

  it('wants a project and a folder', () => {
    expect(runScript([], {})).toMatchObject({ status: 2, stderr: 'usage: rehearse-in-ci.sh PROJECT OUT\n' });
  });
});

interface Workflow {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    };
  };
  readonly jobs: {
    readonly rehearse: { readonly outputs: Readonly<Record<string, string>>; readonly steps: readonly { readonly run?: string }[] };
  };
}

describe('the reusable workflow', () => {
  const text = readFileSync(join(packageRoot, '.github/workflows/rehearse.yml'), 'utf8');
  const { on, jobs } = parse(text) as Workflow;

  it('uses each of its inputs and no other', () => {
    const used = new Set([...text.matchAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g)].map(([, name]) => name));
    expect(used).toEqual(new Set(Object.keys(on.workflow_call.inputs)));
  });

  it('hands on what its job says', () => {
    const named = Object.values(on.workflow_call.outputs).map(({ value }) => /jobs\.rehearse\.outputs\.(\w+)/.exec(value)?.[1]);
    expect(new Set(named)).toEqual(new Set(Object.keys(jobs.rehearse.outputs)));
  });

  it('runs a script that is there', () => {
    const [run] = jobs.rehearse.steps.flatMap((step) => step.run ?? []);
    const path = /^dress-rehearsal\/(\S+)/.exec(run ?? '')?.[1] ?? 'none';
    expect(existsSync(join(packageRoot, path))).toBe(true);
  });
});
