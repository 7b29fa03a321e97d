import { Command, CommanderError } from 'commander';
import { renderError } from './render-error.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { addApprove } from './commands/approve.ts';
import { addClean } from './commands/clean.ts';
import { addCompare } from './commands/compare.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDown } from './commands/down.ts';
import { addEmulator } from './commands/emulator.ts';
import { addEnv } from './commands/env.ts';
import { addEvidence } from './commands/evidence.ts';
import { addExplain } from './commands/explain.ts';
import { addFlag } from './commands/flag.ts';
import { addInit } from './commands/init.ts';
import { addInvoke } from './commands/invoke.ts';
import { addLogs } from './commands/logs.ts';
import { addPsql } from './commands/psql.ts';
import { addPerf } from './commands/perf.ts';
import { addPlan } from './commands/plan.ts';
import { addPreview } from './commands/preview.ts';
import { addPromote } from './commands/promote.ts';
import { addReport } from './commands/report.ts';
import { addReset } from './commands/reset.ts';
import { addChaos } from './commands/chaos.ts';
import { addRollback } from './commands/rollback.ts';
import { addRollout } from './commands/rollout.ts';
import { addScenarios } from './commands/scenarios.ts';
import { addRun } from './commands/run.ts';
import { addStatus } from './commands/status.ts';
import { addUp } from './commands/up.ts';
import { addWaive } from './commands/waive.ts';
import { line, type Terminal } from './terminal.ts';

/**
 * The command line in one call: writes to the terminal's streams, answers the exit code, ends no process. Commands name their options here and
 * import what they do when they are asked to.
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const done = (given: ExitCode): void => {
    code = given;
  };
  const program = new Command('rehearse')
    .description("rehearse a release's whole promotion path offline, and prove that it holds")
    .option('--debug', 'print stack traces of errors')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.stdout.write(text), writeErr: (text) => terminal.stderr.write(text) })
    .showSuggestionAfterError()
    .showHelpAfterError('(rehearse --help lists what there is)');
  addRun(program, terminal, done);
  addPlan(program, terminal, done);
  addPromote(program, terminal, done);
  addApprove(program, terminal, done);
  addWaive(program, terminal, done);
  addRollback(program, terminal, done);
  addChaos(program, terminal, done);
  addRollout(program, terminal, done);
  addFlag(program, terminal, done);
  addExplain(program, terminal);
  addScenarios(program, terminal, done);
  addEvidence(program, terminal, done);
  addCompare(program, terminal, done);
  addReport(program, terminal);
  addUp(program, terminal, done);
  addStatus(program, terminal, done);
  addPreview(program, terminal, done);
  addEnv(program, terminal);
  addLogs(program, terminal);
  addInvoke(program, terminal, done);
  addPsql(program, terminal, done);
  addReset(program, terminal);
  addDown(program, terminal);
  addClean(program, terminal);
  addInit(program, terminal);
  addPerf(program, terminal);
  addDoctor(program, terminal, done);
  addEmulator(program, terminal);
  inheritSettings(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const rendered = renderError(error, terminal);
    line(terminal.stderr, rendered.text);
    if (program.opts<{ debug?: true }>().debug === true && error instanceof Error) line(terminal.stderr, error.stack ?? '');
    return rendered.code;
  }
}

/** commander hands settings down only to what is made after them. */
function inheritSettings(command: Command): void {
  for (const below of command.commands) {
    below.copyInheritedSettings(command);
    inheritSettings(below);
  }
}
