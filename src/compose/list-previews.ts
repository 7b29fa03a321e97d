import { readPreviews } from '../../harness/index.ts';
import { openKeptWorld } from './hands-on.ts';

export interface ListedPreview {
  readonly name: string;
  readonly revision: string;
  /** Null where nothing got as far as being live there. */
  readonly commit: string | null;
  readonly from: string;
  readonly account: string;
  /** By function. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Those of the world that is up in a folder, as it answers now. Throws ConfigError where none is, BackendError where it has died meanwhile. */
export async function listPreviews(out: string): Promise<readonly ListedPreview[]> {
  using hands = await openKeptWorld(out);
  return await Promise.all(
    readPreviews(out).previews.map(async ({ revision, commit, from, environment: { name, account } }) => {
      const functions = await hands.functions.of(name);
      const urls = Object.fromEntries(functions.flatMap(({ name: fn, url }) => (url === null ? [] : [[fn, url]])));
      return { name, revision, commit, from, account, urls };
    }),
  );
}
