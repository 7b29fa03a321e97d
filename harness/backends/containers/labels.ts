import type { Owner } from './owner.ts';

/** What everything of a world carries, so that it is found again whoever made it: harness, LocalStack, k6, Flyway. */
export interface WorldLabels {
  readonly dataDir: string;
  /** Of one start of one world. */
  readonly id: string;
  readonly owner: Owner;
}

export const worldLabel = 'dress-rehearsal';
export const idLabel = 'dress-rehearsal.id';
const ownerLabel = 'dress-rehearsal.owner';

export function toLabels({ dataDir, id, owner }: WorldLabels): Readonly<Record<string, string>> {
  return { [worldLabel]: dataDir, [idLabel]: id, [ownerLabel]: `${owner.pid} ${owner.startedAtMs} ${owner.host}` };
}

/** Null for what is none of ours, or not whole. */
export function fromLabels(labels: Readonly<Record<string, string>> | undefined): WorldLabels | null {
  const dataDir = labels?.[worldLabel];
  const id = labels?.[idLabel];
  const owner = /^(\d+) (\d+) (.+)$/.exec(labels?.[ownerLabel] ?? '');
  if (dataDir === undefined || id === undefined || owner === null) return null;
  return { dataDir, id, owner: { pid: Number(owner[1]), startedAtMs: Number(owner[2]), host: owner[3] ?? '' } };
}
