import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cached } from './outside-cache.ts';
import { runProgram } from './run-program.ts';

const version = '1.115.0';
/** What its reading of YAML needs and its package does not bring. */
const yamlVersion = '6.0.3';

/** AWS's own translator of serverless templates. */
export interface SamTranslator {
  /** The template, as YAML, with `parameters` for its parameters: what AWS makes of it. */
  translate(template: string, parameters: Readonly<Record<string, string>>): Promise<unknown>;
}

const program = `
import json, sys
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse
asked = json.load(sys.stdin)
print(json.dumps(Translator({}, Parser()).translate(yaml_parse(asked["template"]), asked["parameters"])))
`;

/** From the cache, put there by pip where it is absent. @throws Error where there is no Python 3 with venv, or pip reaches no package index. */
export async function prepareSamTranslator(): Promise<SamTranslator> {
  const folder = await cached('sam-translator', `${version}-${yamlVersion}`, async (made) => {
    await must('python3', ['-m', 'venv', made]);
    await must(join(made, 'bin', 'pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `aws-sam-translator==${version}`,
      `pyyaml==${yamlVersion}`,
    ]);
  });
  return { translate: (template, parameters) => translate(join(folder, 'bin', 'python'), JSON.stringify({ template, parameters })) };
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await runProgram(command, args);
  if (exitCode === 0) return;
  throw new Error(
    `SAM's translator could not be put into the cache: ${command} ended with ${String(exitCode)}. Install Python 3 with venv and pip, and see that pip reaches a package index. ${stderr}`,
  );
}

async function translate(python: string, asked: string): Promise<unknown> {
  const child = spawn(python, ['-c', program], {
    env: { PATH: process.env.PATH, AWS_DEFAULT_REGION: 'eu-central-1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  child.stdin.end(asked);
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  if (exitCode !== 0) throw new Error(`SAM's translator ended with ${String(exitCode)}. ${output.stderr}`);
  return JSON.parse(output.stdout) as unknown;
}
