import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { CommandEnd } from '../checks/run-command.ts';
import { commandEnvironment } from '../checks/command-environment.ts';
import { runCommand } from '../checks/run-command.ts';

export interface WorkplaceOptions {
  readonly folder: string;
  /** The program as the registry holds it. */
  readonly zip: Uint8Array;
  /** Asked for before each command: credentials are short-lived. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
  readonly signal?: AbortSignal;
}

/** One command of an infrastructure tool; what isn't done by then hangs. */
const commandLimitMs = 600_000;

/** A stage's own copy of the stored program: the tool works in it, and what it leaves there reaches no other stage. */
export class IacWorkplace {
  readonly #options: WorkplaceOptions;

  private constructor(options: WorkplaceOptions) {
    this.#options = options;
  }

  /** Unpacks the stored bytes into an empty folder. */
  static async lay(options: WorkplaceOptions): Promise<IacWorkplace> {
    await rm(options.folder, { recursive: true, force: true });
    for (const [name, bytes] of Object.entries(unzipSync(options.zip))) {
      const path = join(options.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    return new IacWorkplace(options);
  }

  async run(command: string): Promise<CommandEnd> {
    const { folder, variables, signal } = this.#options;
    const env = commandEnvironment(process.env, await variables());
    return await runCommand({ command, folder, env, timeoutMs: commandLimitMs, ...(signal === undefined ? {} : { signal }) });
  }
}
