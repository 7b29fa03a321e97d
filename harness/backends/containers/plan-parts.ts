import type { WorldPlan } from '../backend.ts';

/** `shared`: one emulator and one network for all. `strict`: an emulator, a network and no way out of it for each account. */
export type Isolation = 'shared' | 'strict';

/** What stands on one network, with one emulator, and finds nothing else. */
export interface WorldPart {
  /** Of the network, and what names of containers begin with. */
  readonly network: string;
  /** What the log's folder is called; null where it is the world's own. */
  readonly folder: string | null;
  readonly accounts: readonly string[];
  /** Those whose databases stand here. */
  readonly environments: readonly string[];
}

/** How a world is cut: networks of a bridge each, between which the engine lets nothing through. */
export function planParts(
  { tooling, environments, spareAccount }: Pick<WorldPlan, 'tooling' | 'environments' | 'spareAccount'>,
  isolation: Isolation,
  id: string,
): readonly WorldPart[] {
  const prefix = `rehearsal-${id}`;
  const nobodys = [tooling.account, ...(spareAccount === undefined ? [] : [spareAccount])];
  const databases = environments.filter(({ database }) => database).map(({ name }) => name);
  if (isolation === 'shared') {
    const accounts = [...nobodys, ...environments.map(({ account }) => account)];
    return [{ network: prefix, folder: null, accounts, environments: databases }];
  }
  const registry = { network: `${prefix}-tooling`, folder: 'tooling', accounts: nobodys, environments: [] };
  return [
    registry,
    ...environments.map(({ name, account, database }) => ({
      network: `${prefix}-${name}`,
      folder: name,
      accounts: [account],
      environments: database ? [name] : [],
    })),
  ];
}
