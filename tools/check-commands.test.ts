import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';

/** docs/commands.md against what `--help` says of every command. */
const page = readFileSync(fileURLToPath(new URL('../docs/commands.md', import.meta.url)), 'utf8');

async function helpOf(...argv: readonly string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  await main([...argv, '--help'], { stdout, stderr: stdout, env: {}, cwd: '/', interactive: false, signal: new AbortController().signal });
  return text;
}

function commandsIn(help: string): readonly string[] {
  const [, list = ''] = (help.split('Example:')[0] ?? '').split('Commands:');
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

async function everyCommand(): Promise<readonly (readonly string[])[]> {
  const all: string[][] = [];
  for (const name of commandsIn(await helpOf())) {
    all.push([name]);
    for (const below of commandsIn(await helpOf(name))) all.push([name, below]);
  }
  return all;
}

function optionsIn(text: string): readonly string[] {
  return [...new Set(text.match(/--[a-z][a-z-]*/g) ?? [])]
    .filter((option) => option !== '--help')
    .toSorted((left, right) => left.localeCompare(right));
}

const commands = await everyCommand();

describe('docs/commands.md', () => {
  it.each(commands)('has a section of rehearse %s %s, with its example and its options', async (...argv) => {
    const name = argv.filter((word) => word !== undefined).join(' ');
    const help = await helpOf(...name.split(' '));
    const section = page.split(/^## /m).find((text) => text.startsWith(`rehearse ${name}\n`)) ?? '';
    const example = /Example:\n +(.+)/.exec(help)?.[1] ?? 'none';
    expect(section).toContain(example);
    const offered = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
    const listed = [...section.matchAll(/^\| `(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option);
    expect(optionsIn(listed.join(' '))).toEqual(optionsIn(offered.join(' ')));
  });

  it('has no section of a command that is not there', () => {
    const sections = [...page.matchAll(/^## rehearse (.+)$/gm)].map(([, name = '']) => name);
    expect(sections.filter((name) => !commands.some((argv) => argv.join(' ') === name))).toEqual([]);
  });
});
