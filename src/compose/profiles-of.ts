import type { ProfileNames, WorldPlan } from '../../harness/index.ts';
import { usageError } from './usage-error.ts';

/** What is neither an environment's account nor named in the topology file. */
const spare = 'spare';

/**
 * The profiles by account, of those that were named by environment; `tooling` and `spare` are the accounts beside them. None at all is none.
 * Throws ConfigError where one is missing, or names what is not there: an account that others can't get into is no half of a world.
 */
export function profilesOf(named: Readonly<Record<string, string>>, plan: WorldPlan): ProfileNames {
  if (Object.keys(named).length === 0) return {};
  const accounts = accountsOf(plan);
  const names = [...accounts.keys()];
  const unknown = Object.keys(named).find((name) => !accounts.has(name));
  if (unknown !== undefined) throw usageError('--profile', `names ${unknown}, which has no account here`, `There are ${names.join(', ')}.`);
  const missing = names.filter((name) => named[name] === undefined);
  if (missing.length > 0) {
    const example = missing.map((name) => `--profile ${name}=NAME`).join(' ');
    throw usageError('--profile', `is missing for ${missing.join(', ')}`, `Every account needs one: add ${example}.`);
  }
  return Object.fromEntries([...accounts].map(([name, account]) => [account, named[name] ?? '']));
}

function accountsOf({ tooling, environments, spareAccount }: WorldPlan): ReadonlyMap<string, string> {
  return new Map([
    ['tooling', tooling.account],
    ...environments.map(({ name, account }): [string, string] => [name, account]),
    ...(spareAccount === undefined ? [] : [[spare, spareAccount] as [string, string]]),
  ]);
}
