import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '../../config/config-error.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface VerifyFlags {
  readonly out?: string;
  readonly key?: string;
  readonly run?: string;
  readonly commit?: string;
  readonly json?: true;
}

export function addEvidence(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  const evidence = program
    .command('evidence')
    .description("check, show or copy out a run's signed evidence")
    .addHelpText('after', '\nExample:\n  rehearse evidence verify --key 4252…\n');
  evidence
    .command('verify')
    .description('whether everything is what the run wrote; red on any change')
    .argument('[dir]', "the run's output folder (default: .rehearsal)")
    .option('--out <dir>', 'the same, as other commands take it')
    .option('--key <key>', 'the public key (a PEM file) or its fingerprint, from elsewhere than the folder')
    .option('--run <id>', 'the run that it must be of')
    .option('--commit <sha>', 'the commit that it must be of')
    .option('--json', 'print the checks as JSON')
    .addHelpText('after', '\nExample:\n  rehearse evidence verify .rehearsal --key public-key.pem\n')
    .action(async (dir: string | undefined, flags: VerifyFlags) => {
      const { verifyEvidence } = await import('../../evidence/verify/verify-evidence.ts');
      const { key, run, commit } = flags;
      const expected = {
        ...(key === undefined ? {} : { key: keyFrom(key, terminal) }),
        ...(run === undefined ? {} : { run }),
        ...(commit === undefined ? {} : { commit }),
      };
      const result = verifyEvidence(outFolder(terminal, dir ?? flags.out), expected);
      const colours = coloursOf(terminal);
      const marks = { ok: colours.green('✓'), failed: colours.red('✗'), warning: colours.yellow('!') };
      if (flags.json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
      else for (const check of result.checks) line(terminal.stdout, `${marks[check.kind]} ${check.name.padEnd(13)} ${check.reason}`);
      done(result.ok ? exitCodes.done : exitCodes.blocked);
    });
  evidence
    .command('show')
    .description('what the ledger holds, an entry a line')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .option('--json', 'print the entries as JSON')
    .addHelpText('after', '\nExample:\n  rehearse evidence show --json\n')
    .action(async (flags: { readonly out?: string; readonly json?: true }) => {
      const { readRun } = await import('../finished-run.ts');
      const { entries } = readRun(outFolder(terminal, flags.out));
      if (flags.json === true) line(terminal.stdout, JSON.stringify(entries, null, 2));
      else
        for (const { index, happening } of entries)
          line(
            terminal.stdout,
            `${String(index).padStart(4)}  ${happening.at}  ${happening.kind}${'environment' in happening ? `  ${happening.environment}` : ''}${'verdict' in happening ? `  ${happening.name}  ${happening.verdict}` : ''}`,
          );
    });
  evidence
    .command('export')
    .description('copy what an auditor needs into a new folder')
    .argument('<target>', 'a folder that is not there yet')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .addHelpText('after', '\nExample:\n  rehearse evidence export ../evidence-v1.4.0\n')
    .action(async (target: string, flags: { readonly out?: string }) => {
      const { readRun } = await import('../finished-run.ts');
      const { out } = readRun(outFolder(terminal, flags.out));
      const folder = resolve(terminal.cwd, target);
      if (existsSync(folder))
        throw new ConfigError([
          { file: folder, line: 0, column: 0, path: '', message: 'is there already', hint: 'Name a folder that is not there yet.' },
        ]);
      for (const name of ['evidence', 'rehearsal.json', 'junit.xml', 'summary.md', 'report', 'artefacts']) {
        if (existsSync(`${out}/${name}`)) await cp(`${out}/${name}`, `${folder}/${name}`, { recursive: true });
      }
      line(terminal.stdout, folder);
    });
}

/** A file holds the key; anything else is a fingerprint. */
function keyFrom(text: string, terminal: Terminal): string {
  const path = resolve(terminal.cwd, text);
  return existsSync(path) ? readFileSync(path, 'utf8') : text;
}
