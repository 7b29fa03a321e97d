import type { ShadowRecording } from '../../../src/model/project.ts';
import { type RecordedRequest, recordedRequests, RecordingError } from '../../externals/index.ts';
import { urlVariable } from '../world/url-variable.ts';
import { ask } from './ask.ts';

/** Requests that were recorded elsewhere, for one function. */
export interface Recording {
  readonly function: string;
  readonly requests: readonly RecordedRequest[];
}

export type ReadRecordings =
  { readonly kind: 'read'; readonly recordings: readonly Recording[] } | { readonly kind: 'unreadable'; readonly reason: string };

/** `read` answers what a file of the commit holds, null where it isn't there. */
export async function readRecordings(
  wanted: readonly ShadowRecording[],
  read: (path: string) => Promise<string | null>,
): Promise<ReadRecordings> {
  const recordings: Recording[] = [];
  for (const { function: name, recording } of wanted) {
    const place = `rehearsal.yaml: shadow.recordings.${name}: ${recording}`;
    const text = await read(recording);
    if (text === null) return { kind: 'unreadable', reason: `${place} is not in the commit: commit it.` };
    try {
      recordings.push({ function: name, requests: recordedRequests(text) });
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      return { kind: 'unreadable', reason: `${place}: ${error.message}. Save it as HAR (HTTP Archive 1.2).` };
    }
  }
  return { kind: 'read', recordings };
}

/** The first function of `recordings` that is not reached at any of `urls` (by variable); null where all are. */
export function withoutAddress(recordings: readonly Recording[], urls: Readonly<Record<string, string>>): string | null {
  return recordings.find(({ function: name }) => urls[urlVariable(name, null)] === undefined)?.function ?? null;
}

/** Sends each again, one after the other: a later one may rest on an earlier one. Answers how many were sent. */
export async function replay(recordings: readonly Recording[], urls: Readonly<Record<string, string>>): Promise<number> {
  let sent = 0;
  for (const { function: name, requests } of recordings) {
    const url = urls[urlVariable(name, null)] ?? '';
    for (const { body, ...request } of requests) {
      await ask(url, { ...request, bytes: Buffer.from(body) });
      sent += 1;
    }
  }
  return sent;
}
