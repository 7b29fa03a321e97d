import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sessions } from '../aws/sessions.ts';
import { loggedIn } from '../security/searched-places.ts';

export interface LogsToWrite {
  readonly sessions: Pick<Sessions, 'root'>;
  readonly environments: readonly { readonly name: string; readonly account: string; readonly regions: readonly string[] }[];
  /** `logs/` of the run's output: a folder an environment. */
  readonly folder: string;
}

/** What the functions logged, for people: a file a log group, `logs/<environment>/<the group's last part>.log`, with its region where there are several. */
export async function writeLogs({ sessions, environments, folder }: LogsToWrite): Promise<void> {
  await Promise.all(
    environments.flatMap(({ name, account, regions }) =>
      regions.map(async (region) => {
        const groups = await loggedIn(sessions.root(account, region), name);
        const at = regions.length > 1 ? `${region}-` : '';
        await mkdir(join(folder, name), { recursive: true });
        await Promise.all(
          groups.map(({ path, text }) => writeFile(join(folder, name, `${at}${fileName(path)}.log`), text === '' ? '' : `${text}\n`)),
        );
      }),
    ),
  );
}

/** `/aws/lambda/payments-read` -> `payments-read`; what a file can't be called becomes a dash. */
function fileName(group: string): string {
  return (group.split('/').at(-1) ?? group).replaceAll(/[^\w.-]/g, '-');
}
