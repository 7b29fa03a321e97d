import type { Command } from 'commander';
import type { RolloutOrder } from '../../ports/rollout-orders.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface RolloutFlags {
  readonly as: string;
  readonly out?: string;
  readonly json?: true;
}

const orders: Readonly<Record<RolloutOrder, { readonly does: string; readonly options: string }>> = {
  pause: { does: 'hold a rollout at its step; it is judged on, and a breach ends it still', options: '' },
  resume: { does: 'let a rollout go on that is on hold', options: '' },
  promote: { does: 'give the new versions all of the traffic now, past the steps between', options: ' --full' },
  abort: { does: 'end a rollout and give all of the traffic back', options: '' },
};

export function addRollout(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const rollout = program.command('rollout').description('hold, go on with, finish or end a rollout that is under way');
  for (const [order, { does, options }] of Object.entries(orders) as [RolloutOrder, (typeof orders)[RolloutOrder]][]) {
    const command = rollout
      .command(order)
      .description(does)
      .argument('<env>', 'the environment')
      .requiredOption(
        '--as <name>',
        'who you are: a person of rehearsal.yaml who has one of the approving roles, if the environment names any',
      );
    if (order === 'promote') command.requiredOption('--full', 'past all steps: there is no promotion to the next one alone');
    command
      .option('--out <dir>', 'the run (default: .rehearsal)')
      .option('--json', 'print what was asked for as JSON')
      .addHelpText('after', `\nExample:\n  rehearse rollout ${order} production${options} --as "Priya Raman"\n`)
      .action(async (environment: string, { as, out, json }: RolloutFlags) => {
        const { orderRollout } = await import('../../compose/order-rollout.ts');
        const result = await orderRollout({ out: outFolder(terminal, out), environment, order, as });
        if (json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
        if (result.kind === 'refused') {
          line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${result.reason}`);
          return done(exitCodes.blocked);
        }
        const text = `${result.by} asked to ${order} the rollout in ${environment}, at ${result.step}`;
        line(json === true ? terminal.stderr : terminal.stdout, text);
      });
  }
}
