import { resolve } from 'node:path';
import type { Command } from 'commander';
import { coloursOf, line, type Terminal } from '../terminal.ts';

export function addInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('write a first rehearsal.yaml from what the repository holds: plain CloudFormation, SAM, or CDK output')
    .argument('[dir]', 'the repository', '.')
    .option('--force', 'write over one that is there')
    .option('--json', 'print what was written and what could not be known as JSON')
    .addHelpText('after', '\nExample:\n  rehearse init . && git add rehearsal*.yaml && git commit -m "Rehearse"\n')
    .action(async (dir: string, flags: { readonly force?: true; readonly json?: true }) => {
      const { initProject } = await import('../../compose.ts');
      const { written, template, doubts } = await initProject(resolve(terminal.cwd, dir), flags.force === true);
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify({ written, template, doubts }, null, 2));
        return;
      }
      for (const path of written) line(terminal.stdout, `wrote ${path}`);
      line(terminal.stdout, `from ${template}. What it could not know:`);
      for (const doubt of doubts) line(terminal.stdout, `  ${coloursOf(terminal).yellow('!')} ${doubt}`);
      line(terminal.stdout, 'Commit it, then: rehearse run . --approve-as "Release Manager"');
    });
}
