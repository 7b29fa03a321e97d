import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addClean(program: Command, terminal: Terminal): void {
  program
    .command('clean')
    .description('remove what rehearsals left in the output folder, and nothing else; a world that is up there is ended first')
    .option('--out <dir>', 'the folder (default: .rehearsal)')
    .option('--cache', 'the shared cache too: built artefacts, dependencies, k6, prepared databases, compiled modules')
    .option('--json', 'print what was removed as JSON')
    .addHelpText('after', '\nExample:\n  rehearse clean --cache\n')
    .action(async (flags: { readonly out?: string; readonly cache?: true; readonly json?: true }) => {
      const { cleanUp } = await import('../../compose.ts');
      const cleaned = await cleanUp(outFolder(terminal, flags.out), cacheDir(terminal.env), flags.cache === true);
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify(cleaned, null, 2));
        return;
      }
      const { run, cache } = cleaned;
      const gone = run.removed.length === 0 ? 'nothing of a rehearsal is here' : `removed ${mebibytes(run.bytes)}`;
      line(terminal.stdout, `${run.folder}: ${gone}${run.left.length === 0 ? '' : `; left alone: ${run.left.join(', ')}`}`);
      for (const { name, bytes } of cache?.parts ?? [])
        line(terminal.stdout, `${cache?.folder ?? ''}/${name}: removed ${mebibytes(bytes)}`);
      if (cache !== null && cache.left.length > 0) line(terminal.stdout, `${cache.folder}: left alone: ${cache.left.join(', ')}`);
    });
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
