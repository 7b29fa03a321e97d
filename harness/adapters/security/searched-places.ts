import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { unzipSync } from 'fflate';
import type { Artefact } from '../../../src/model/artefact.ts';
import type { SearchedPlace } from '../../../src/ports/secrets-scanner.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { everyPage } from '../aws/every-page.ts';
import { largestBytes, type Searched, textOf } from './searcher.ts';

/** What a place holds, and how much of it is too large. */
export interface Held {
  readonly texts: readonly Searched[];
  readonly leftOut: number;
}

/** The files below the folders, whatever they are called; those of `without` are passed over. */
export async function filesBelow(place: SearchedPlace, root: string, folders: readonly string[]): Promise<Held> {
  const texts: Searched[] = [];
  let leftOut = 0;
  for (const folder of folders.filter((each) => existsSync(join(root, each)))) {
    for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      if ((await stat(file)).size > largestBytes) leftOut += 1;
      else texts.push(...asText(place, file.slice(root.length + 1), await readFile(file)));
    }
  }
  return { texts, leftOut };
}

/** What the zips among the artefacts hold, and the other artefacts. */
export async function inArtefacts(artefacts: readonly Artefact[], read: (name: string) => Promise<Uint8Array | null>): Promise<Held> {
  const texts: Searched[] = [];
  let leftOut = 0;
  for (const { name } of artefacts) {
    const bytes = await read(name);
    if (bytes === null) continue;
    const files = name.endsWith('.zip')
      ? Object.entries(unzipSync(bytes)).map(([path, content]) => [`${name}/${path}`, content] as const)
      : [[name, bytes] as const];
    for (const [path, content] of files) {
      if (content.length > largestBytes) leftOut += 1;
      else texts.push(...asText('artefacts', path, content));
    }
  }
  return { texts, leftOut };
}

/** What the functions of an environment have logged, a text a log group. */
export async function loggedIn({ logs }: Pick<AwsClients, 'logs'>, environment: string): Promise<readonly Searched[]> {
  const groups = await everyPage(async (nextToken) => {
    const { logGroups, nextToken: next } = await logs.send(new DescribeLogGroupsCommand({ limit: 50, nextToken }));
    return { items: logGroups, next };
  });
  return await Promise.all(
    groups.map(async ({ logGroupName: name = '' }): Promise<Searched> => {
      const lines: string[] = [];
      for (let nextToken: string | undefined, first = true; first || nextToken !== undefined; first = false) {
        const page = await logs.send(new FilterLogEventsCommand({ logGroupName: name, nextToken }));
        lines.push(...(page.events ?? []).map(({ message = '' }) => message.replace(/\n$/, '')));
        nextToken = page.nextToken;
      }
      return { place: 'logs', path: name, where: `log group ${name} of ${environment}`, text: lines.join('\n') };
    }),
  );
}

function asText(place: SearchedPlace, path: string, content: Uint8Array): readonly Searched[] {
  const text = textOf(content);
  return text === null ? [] : [{ place, path, text }];
}
