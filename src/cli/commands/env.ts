import type { Command } from 'commander';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addEnv(program: Command, terminal: Terminal): void {
  program
    .command('env')
    .description("export lines for the AWS CLI and SDKs: the environment's account as its root, its database, its functions' URLs")
    .argument('<env>', 'an environment, or tooling')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print the variables as JSON')
    .addHelpText('after', '\nExample:\n  eval "$(rehearse env uat)" && aws lambda list-functions\n')
    .action(async (name: string, flags: { readonly out?: string; readonly json?: true }) => {
      const { handVariables, noEnvironment, openKeptWorld } = await import('../../compose.ts');
      using hands = await openKeptWorld(outFolder(terminal, flags.out));
      const { environments, kept } = hands;
      const place = name === 'tooling' ? { name, ...kept.tooling } : environments.find((environment) => environment.name === name);
      if (place === undefined) throw noEnvironment(name, environments, ['tooling']);
      const variables = await handVariables(hands, place);
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify(variables, null, 2));
        return;
      }
      for (const [variable, value] of Object.entries(variables))
        line(terminal.stdout, `export ${variable}='${value.replaceAll("'", "'\\''")}'`);
      line(terminal.stdout, 'unset AWS_SESSION_TOKEN AWS_PROFILE');
    });
}
