import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface ApproveFlags {
  readonly as: string;
  readonly out?: string;
  readonly json?: true;
}

export function addApprove(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('approve')
    .description('consent to the release and the plan that wait in an environment')
    .argument('<env>', 'the environment whose approval gate waits')
    .requiredOption('--as <name>', 'who you are: a person of rehearsal.yaml who has the role and is no author')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .option('--json', 'print the approval as JSON')
    .addHelpText('after', '\nExample:\n  rehearse approve production --as "Priya Raman" && rehearse run --resume\n')
    .action(async (environment: string, flags: ApproveFlags) => {
      const { giveApproval } = await import('../../compose/give-approval.ts');
      const given = await giveApproval({ out: outFolder(terminal, flags.out), environment, as: flags.as });
      if (flags.json === true) line(terminal.stdout, JSON.stringify(given, null, 2));
      if (given.kind === 'refused') {
        line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${given.reason}`);
        return done(exitCodes.blocked);
      }
      const { by, role, release, plan } = given.what;
      const where = flags.out === undefined ? '' : ` --out ${flags.out}`;
      if (flags.json !== true) line(terminal.stdout, `${by}, ${role}, approved release ${release} with plan ${plan} for ${environment}`);
      line(
        terminal.stderr,
        coloursOf(terminal).dim(`Go on with: rehearse run --resume${where}, or rehearse promote ${environment}${where}.`),
      );
    });
}
