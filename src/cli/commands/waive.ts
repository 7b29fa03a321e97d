import type { Command } from 'commander';
import type { WaiverWish } from '../../compose/give-waiver.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseExpiry } from '../values.ts';

interface WaiveFlags {
  readonly environment: string;
  readonly as: string;
  readonly reason: string;
  readonly reference: string;
  readonly expires: WaiverWish['expires'];
  readonly out?: string;
  readonly json?: true;
}

const week = { kind: 'after', forMs: 7 * 24 * 3_600_000 } as const;

export function addWaive(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('waive')
    .description('a documented exception to one gate of this release: always in the record, and only until it expires')
    .argument('<gate>', 'the gate: performance')
    .requiredOption('--environment <env>', 'where')
    .requiredOption('--as <name>', 'who you are: a person of rehearsal.yaml who may approve for the environment and is no author')
    .requiredOption('--reason <text>', 'why the release may go on all the same')
    .requiredOption('--reference <ref>', 'the ticket or document that it rests on')
    .option('--expires <when>', '7d, 12h, or a date (default: 7d)', parseExpiry, week)
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .option('--json', 'print the waiver as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  rehearse waive performance --environment uat --as "Priya Raman" --reason "Index follows in v1.5" --reference OPS-7 --expires 3d\n',
    )
    .action(async (gate: string, flags: WaiveFlags) => {
      const { giveWaiver } = await import('../../compose/give-waiver.ts');
      const given = await giveWaiver({ ...flags, gate, out: outFolder(terminal, flags.out) });
      if (flags.json === true) line(terminal.stdout, JSON.stringify(given, null, 2));
      if (given.kind === 'refused') {
        line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${given.reason}`);
        return done(exitCodes.blocked);
      }
      const { by, role, environment, version, expires } = given.what;
      const where = flags.out === undefined ? '' : ` --out ${flags.out}`;
      if (flags.json !== true) line(terminal.stdout, `${by}, ${role}, waived ${gate} of ${environment} for ${version} until ${expires}`);
      line(
        terminal.stderr,
        coloursOf(terminal).dim(`Go on with: rehearse run --resume${where}, or rehearse promote ${environment}${where}.`),
      );
    });
}
