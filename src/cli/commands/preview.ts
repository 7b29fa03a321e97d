import type { Command } from 'commander';
import type { ListedPreview } from '../../compose/list-previews.ts';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { progressOn } from '../progress/progress.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface PreviewFlags {
  readonly out?: string;
  readonly json?: true;
}

interface UpFlags extends PreviewFlags {
  readonly from: string;
  readonly fresh?: true;
}

export function addPreview(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const preview = program.command('preview').description('environments for branches, in a world that is up');
  preview
    .command('up')
    .description(
      "a branch in an account of its own, on a copy of an environment's databases; one that is there gets the branch as it is now",
    )
    .argument('<revision>', 'a branch, a tag or a commit of the repository')
    .option('--from <env>', 'the environment whose databases are copied and whose settings hold', 'dev')
    .option('--fresh', 'copy the databases anew')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print the preview as JSON')
    .addHelpText('after', '\nExample:\n  rehearse preview up feature/refunds\n')
    .action((revision: string, flags: UpFlags) => up(revision, flags, terminal, done));
  preview
    .command('list')
    .description('the previews that there are, and their addresses')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print them as JSON')
    .addHelpText('after', '\nExample:\n  rehearse preview list --json\n')
    .action(async ({ out, json }: PreviewFlags) => {
      const { listPreviews } = await import('../../compose/list-previews.ts');
      const previews = await listPreviews(outFolder(terminal, out));
      if (json === true) return line(terminal.stdout, JSON.stringify(previews, null, 2));
      if (previews.length === 0) line(terminal.stdout, 'there is no preview; bring one up with: rehearse preview up BRANCH');
      for (const each of previews) print(each, terminal);
    });
  preview
    .command('down')
    .description('take a preview away: its account, its databases and all that was written there')
    .argument('<name>', "the preview's name, or its branch")
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print what was taken away as JSON')
    .addHelpText('after', '\nExample:\n  rehearse preview down feature/refunds\n')
    .action(async (name: string, { out, json }: PreviewFlags) => {
      const { previewDown } = await import('../../compose/preview-down.ts');
      using progress = progressOn(terminal);
      const { environment } = await previewDown({ name, out: outFolder(terminal, out), cacheDir: cacheDir(terminal.env), progress });
      line(terminal.stdout, json === true ? JSON.stringify({ down: environment.name }) : `${environment.name} is gone`);
    });
}

async function up(revision: string, flags: UpFlags, terminal: Terminal, done: (code: ExitCode) => void): Promise<void> {
  const { previewUp } = await import('../../compose/preview-up.ts');
  const out = outFolder(terminal, flags.out);
  using progress = progressOn(terminal);
  const options = { out, cacheDir: cacheDir(terminal.env), signal: terminal.signal, progress };
  const result = await previewUp({ ...options, revision, from: flags.from, fresh: flags.fresh === true });
  const left = 'stays' in result && result.stays ? `${result.name} stays as it was left` : `${result.name} was taken away again`;
  switch (result.kind) {
    case 'up': {
      const { listPreviews } = await import('../../compose/list-previews.ts');
      const preview = (await listPreviews(out)).find(({ name }) => name === result.name);
      if (flags.json === true) line(terminal.stdout, JSON.stringify(preview ?? result, null, 2));
      else if (preview !== undefined) print(preview, terminal);
      return;
    }
    case 'refused':
      if (flags.json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
      line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${result.gate}: ${result.reason} ${left}.`);
      return done(exitCodes.blocked);
    case 'interrupted':
      line(terminal.stderr, `interrupted: ${left}`);
      return done(exitCodes.interrupted);
  }
}

function print({ name, revision, commit, from, account, urls }: ListedPreview, terminal: Terminal): void {
  const { bold, dim } = coloursOf(terminal);
  const at = commit === null ? 'nothing is live' : commit.slice(0, 12);
  line(terminal.stdout, `${bold(name)}  ${revision} at ${at}, account ${account}, a copy of ${from}`);
  for (const [fn, url] of Object.entries(urls)) line(terminal.stdout, `    ${fn.padEnd(24)} ${dim(url)}`);
}
