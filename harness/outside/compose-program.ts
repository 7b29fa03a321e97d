import { runProgram } from './run-program.ts';

export interface ComposeProgram {
  readonly command: readonly string[];
  readonly major: number;
}

/** The compose that this machine has: docker's own plugin, else the program of Compose 1, which Debian has a package of. Throws where there is none. */
export async function findCompose(): Promise<ComposeProgram> {
  const found = (await asked(['docker', 'compose'])) ?? (await asked(['docker-compose']));
  if (found !== null) return found;
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'docker-compose'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const installed = await asked(['docker-compose']);
  if (installed === null) throw new Error('there is no compose here: install docker-compose-plugin, or docker-compose');
  return installed;
}

async function asked(command: readonly string[]): Promise<ComposeProgram | null> {
  const [program = '', ...args] = command;
  const { exitCode, stdout } = await runProgram(program, [...args, 'version', '--short']);
  const major = Number(/^v?(\d+)\./.exec(stdout.trim())?.[1]);
  return exitCode === 0 && Number.isInteger(major) ? { command, major } : null;
}
