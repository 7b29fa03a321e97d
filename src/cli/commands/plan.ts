import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { EndpointPlan } from '../../compose/plan-endpoint.ts';
import type { PlannedStage, ReleasePlan } from '../../compose/plan-release.ts';
import { cacheDir } from '../cache-dir.ts';
import { addBackendOptions, type BackendFlags, backendOptions } from '../backend-options.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { progressOn } from '../progress/progress.ts';
import { projectFolder } from '../project-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface PlanFlags extends BackendFlags {
  readonly topology?: string;
  readonly workingTree?: true;
  readonly leastPrivilege?: true;
  readonly out?: string;
  readonly json?: true;
}

export function addPlan(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  addBackendOptions(
    program
      .command('plan')
      .description('what a run would do: the stages, their gates, and the change set in each account; changes nothing')
      .argument('[dir]', 'the repository; the shipped sample where absent')
      .option('--topology <name|file>', "the path to take; the project's own choice where absent"),
  )
    .option('--working-tree', 'take uncommitted changes, as an unnamed commit')
    .option(
      '--least-privilege',
      'the policy that is enough for each role of a stage that passed, from the calls of the run of the world that is up',
    )
    .option('--out <dir>', 'the world to ask where one is up (default: .rehearsal in the project); else one is made and thrown away')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', '\nExample:\n  rehearse plan .\n')
    .action(async (dir: string | undefined, flags: PlanFlags) => {
      const project = projectFolder(dir, terminal, flags.leastPrivilege === true ? null : 'rehearse plan .');
      using progress = progressOn(terminal);
      const options = {
        project,
        ...backendOptions(flags),
        out: flags.out === undefined ? join(project ?? terminal.cwd, '.rehearsal') : resolve(terminal.cwd, flags.out),
        cacheDir: cacheDir(terminal.env),
        workingTree: flags.workingTree === true,
        signal: terminal.signal,
        progress,
        ...(flags.topology === undefined ? {} : { topology: flags.topology }),
      };
      if (flags.leastPrivilege === true) {
        const { leastPrivileges } = await import('../../compose/least-privileges.ts');
        const policies = await leastPrivileges(options);
        progress[Symbol.dispose]();
        if (flags.json === true) line(terminal.stdout, JSON.stringify(policies, null, 2));
        else
          for (const { environment, account, policy } of policies)
            line(terminal.stdout, `# ${environment}, account ${account}\n${JSON.stringify(policy, null, 2)}`);
        return;
      }
      if (options.backend === 'endpoint') {
        const { planEndpoint } = await import('../../compose/plan-endpoint.ts');
        const planned = await planEndpoint(options);
        if (flags.json === true) line(terminal.stdout, JSON.stringify(planned, null, 2));
        else tellEndpoint(planned, terminal);
        return done(planned.makes.some(({ there }) => there) ? exitCodes.blocked : exitCodes.done);
      }
      const { planRelease } = await import('../../compose/plan-release.ts');
      const plan = await planRelease(options);
      if (flags.json === true) line(terminal.stdout, JSON.stringify(plan, null, 2));
      else tell(plan, terminal);
      done(plan.stages.some(isRefused) ? exitCodes.blocked : exitCodes.done);
    });
}

/** What is there already is nobody's that a run would work with: it would end before it made anything. */
function tellEndpoint({ endpoint, project, topology, makes }: EndpointPlan, terminal: Terminal): void {
  const { bold, red } = coloursOf(terminal);
  line(terminal.stdout, `${project} on ${topology} at ${bold(endpoint)}: a run makes these, and takes them away at its end`);
  for (const account of new Set(makes.map((thing) => thing.account))) {
    line(terminal.stdout, `\n${bold(account)}`);
    for (const { text, region, there } of makes.filter((thing) => thing.account === account))
      line(terminal.stdout, `  ${text}  ${region}${there ? `  ${red('there already')}` : ''}`);
  }
}

/** Something in it can't be taken. */
function isRefused({ refused, migrations }: PlannedStage): boolean {
  return refused !== null || migrations.some(({ fault }) => fault !== null);
}

function tell(plan: ReleasePlan, terminal: Terminal): void {
  const { bold, dim } = coloursOf(terminal);
  const what = `${plan.project} ${plan.commit.slice(0, 12)} as ${bold(plan.version)} (${plan.candidate}) on ${plan.topology}`;
  line(terminal.stdout, what);
  line(
    terminal.stdout,
    dim(`release ${plan.release}; asked of ${plan.world === 'kept' ? 'the world that is up' : 'a world that was thrown away'}`),
  );
  for (const stage of plan.stages) tellStage(stage, terminal);
}

function tellStage(stage: PlannedStage, terminal: Terminal): void {
  const { bold, dim, red } = coloursOf(terminal);
  const ref = stage.trigger.kind === 'manual' ? 'by hand' : `${stage.trigger.kind} ${stage.trigger.ref}`;
  line(terminal.stdout, `\n${bold(stage.environment)} ${dim(`account ${stage.account}, ${ref}, ${stage.strategy}`)}`);
  line(terminal.stdout, `  gates    ${stage.steps.join(', ')}`);
  if (stage.approvers.length > 0) line(terminal.stdout, `  approve  ${stage.approvers.join(' or ')}`);
  tellMigrations(stage, terminal);
  if (stage.changes === null) return line(terminal.stdout, `  ${red('refused')}  ${stage.refused ?? ''}`);
  if (stage.changes.length === 0) line(terminal.stdout, '  changes  none');
  for (const [index, { action, logicalId, type, replacement, region }] of stage.changes.entries()) {
    const replaces = replacement === null || replacement === 'False' ? '' : `  replacement: ${replacement}`;
    line(
      terminal.stdout,
      `  ${index === 0 ? 'changes' : '       '}  ${action.padEnd(7)} ${logicalId}  ${dim(type)}${replaces}${region === undefined ? '' : `  in ${region}`}`,
    );
  }
}

/** Each pending migration with its step, and what makes it that. */
function tellMigrations({ migrations }: PlannedStage, terminal: Terminal): void {
  const { dim, red } = coloursOf(terminal);
  for (const [index, { script, step, statements, fault }] of migrations.entries()) {
    line(terminal.stdout, `  ${index === 0 ? 'migrate' : '       '}  ${step.padEnd(8)} ${script}`);
    for (const { line: at, lock, work, effects } of statements) {
      const said = effects.filter((effect) => effect.step !== 'neutral').map(({ what, reason }) => `${what}: ${reason}`);
      if (said.length === 0) continue;
      const how = [lock === null ? [] : [`${lock} lock`], work === 'scan' || work === 'rewrite' ? [`${work}s the table`] : []].flat();
      line(terminal.stdout, dim(`             ${String(at)}: ${said.join('; ')}${how.length === 0 ? '' : ` (${how.join(', ')})`}`));
    }
    if (fault !== null) line(terminal.stdout, `           ${red('refused')}  ${fault}`);
  }
}
