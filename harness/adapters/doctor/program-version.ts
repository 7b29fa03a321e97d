import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first line of what a program says of itself; null where it isn't here or doesn't work. */
export async function programVersion(program: string, args: readonly string[] = ['--version']): Promise<string | null> {
  try {
    const { stdout } = await run(program, args, { timeout: 10_000 });
    return stdout.trim().split('\n')[0] ?? '';
  } catch (error) {
    // Absent, or one that can't be asked: for a run that is the same.
    if (error instanceof Error) return null;
    throw error;
  }
}
