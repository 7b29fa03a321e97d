import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** git said no. `message` is its own last line. */
export class GitError extends Error {
  readonly exitCode: number | null;

  constructor(args: readonly string[], stderr: string, exitCode: number | null) {
    super(`git ${args[0] ?? ''}: ${stderr.trim().split('\n').at(-1) ?? 'failed'}`);
    this.name = 'GitError';
    this.exitCode = exitCode;
  }
}

/** Hooks, prompts and line-end conversion of the user's own set-up stay out: a rehearsal sees what git holds. */
const settings = [
  'core.hooksPath=/dev/null',
  'core.autocrlf=false',
  'advice.detachedHead=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

export async function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  try {
    const { stdout } = await run('git', [...settings, '-C', folder, ...args], {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...withoutGitVariables(), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env },
    });
    return stdout;
  } catch (error) {
    if (!(error instanceof Error) || !('stderr' in error)) throw error;
    const code = 'code' in error && typeof error.code === 'number' ? error.code : null;
    if (code === null) throw error;
    throw new GitError(args, String(error.stderr), code);
  }
}

/** GIT_DIR and its like point into a repository that isn't ours, for instance when the harness runs from a hook. */
function withoutGitVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || name === 'GIT_CONFIG_GLOBAL'));
}
