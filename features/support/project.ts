import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const developer = { name: 'Mira Okafor', email: 'mira.okafor@payments.example' };

/** A team's repository: changed by its people with git, as any other. */
export class Project {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async copyTo(folder: string): Promise<Project> {
    await cp(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    return new Project(folder);
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  /** Throws where the file doesn't say `from`: a change that changes nothing proves nothing. */
  async replace(path: string, from: string | RegExp, to: string): Promise<void> {
    const before = await readFile(join(this.folder, path), 'utf8');
    const after = before.replace(from, () => to);
    if (after === before) throw new Error(`${path} does not say ${String(from)}`);
    await this.write(path, after);
  }

  async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', message);
  }

  async head(): Promise<string> {
    return (await this.git('rev-parse', 'HEAD')).trim();
  }

  async git(...args: readonly string[]): Promise<string> {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
    const { name, email } = developer;
    const identity = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    const { stdout } = await run('git', ['-C', this.folder, ...args], { env: { ...own, ...identity } });
    return stdout;
  }
}
