import type { FoundBucket } from './bucket-access.ts';
import { listRows } from './list-rows.ts';
import type { Listed, ListRequest, Page } from './list-rows.ts';
import { objectRowKey, objects } from './state.ts';
import type { ObjectRow, Version } from './state.ts';

export interface ListedVersion {
  readonly key: string;
  readonly version: Version;
  readonly latest: boolean;
}

export interface VersionPage extends Page<ListedVersion> {
  readonly versions: readonly ListedVersion[];
  /** The last item of a page that is cut short. */
  readonly end?: Listed<ListedVersion>;
}

/** Keys in byte order, the versions of each newest first. `versionIdMarker` goes on inside the key marker's versions. */
export function listVersions(
  found: FoundBucket,
  request: ListRequest & { readonly after: string },
  versionIdMarker: string | undefined,
): VersionPage {
  const inBucket = objectRowKey(found.bucket.name, '');
  const rest = remaining(objects(found.state).get(`${inBucket}${request.after}`), request, versionIdMarker);
  const items: Listed<ListedVersion>[] = rest.slice(0, request.maxKeys).map((row) => ({ kind: 'row', key: row.key, row }));
  let truncated = rest.length > request.maxKeys && request.maxKeys > 0;
  const room = request.maxKeys - items.length;
  if (!truncated && request.maxKeys > 0) {
    const { after, ...others } = request;
    // One more than fits shows whether the page is cut; each version counts.
    const page = listRows<ListedVersion>({ ...others, maxKeys: room + 1, ...(after === '' ? {} : { after }) }, function* (from, exclusive) {
      for (const [, row] of objects(found.state).scan({ prefix: inBucket, from: `${inBucket}${from}`, exclusive }))
        for (const listed of versionsOf(row)) yield [row.key, listed];
    });
    truncated = page.items.length > room;
    items.push(...page.items.slice(0, room));
  }
  const end = items.at(-1);
  const versions = items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
  return { items, versions, truncated, ...(truncated && end !== undefined ? { end } : {}) };
}

function versionsOf(row: ObjectRow): readonly ListedVersion[] {
  return row.versions.map((version, index) => ({ key: row.key, version, latest: index === 0 }));
}

function remaining(row: ObjectRow | undefined, request: ListRequest, marker: string | undefined): readonly ListedVersion[] {
  if (row === undefined || marker === undefined || marker === '' || !row.key.startsWith(request.prefix)) return [];
  const grouped = request.delimiter !== '' && row.key.includes(request.delimiter, request.prefix.length);
  const at = row.versions.findIndex((version) => version.versionId === marker);
  return grouped || at < 0 ? [] : versionsOf(row).slice(at + 1);
}
