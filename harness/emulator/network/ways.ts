import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ProgramStart } from '../kernel/function-network.ts';

/** The namespaces that a process is moved into, by their names under /proc/PID/ns. */
export type NamespaceName = 'user' | 'net';

/** How this machine makes network namespaces. */
export interface Way {
  readonly namespaces: readonly NamespaceName[];
  /** Starts a program in new ones, with a loopback that is up. */
  make(program: string, args: readonly string[]): ProgramStart;
  /** Starts a program in those that are there, by a file of each. */
  enter(files: Readonly<Partial<Record<NamespaceName, string>>>, program: string, args: readonly string[]): ProgramStart;
}

/**
 * The ways to try, the best first. In a user namespace of its own a process can't get out of its network, whoever it runs as, and anybody may
 * make one where the system lets them. Without, it takes root, and a function that is root can find its way out.
 * Throws a sentence where a tool is missing.
 */
export function waysHere(folders: readonly string[] = searched()): readonly Way[] {
  const unshare = tool(folders, 'unshare', 'util-linux');
  const nsenter = tool(folders, 'nsenter', 'util-linux');
  const ip = tool(folders, 'ip', 'iproute2');
  // An exec by anybody but root drops what unshare gave, unless it is kept: `ip` needs it.
  const make = (...flags: readonly string[]) => {
    return (program: string, args: readonly string[]): ProgramStart => ({
      program: unshare,
      args: [...flags, '--net', '--', '/bin/sh', '-c', `"$1" link set lo up && shift && exec "$@"`, 'sh', ip, program, ...args],
    });
  };
  const enter: Way['enter'] = ({ user, net = '' }, program, args) => ({
    program: nsenter,
    args: [...(user === undefined ? [] : [`--user=${user}`, '--preserve-credentials']), `--net=${net}`, '--', program, ...args],
  });
  return [
    { namespaces: ['user', 'net'], make: make('--user', '--map-current-user', '--keep-caps'), enter },
    ...(process.getuid?.() === 0 ? [{ namespaces: ['net'], make: make(), enter } satisfies Way] : []),
  ];
}

function tool(folders: readonly string[], name: string, pack: string): string {
  const path = folders.map((folder) => join(folder, name)).find((each) => existsSync(each));
  if (path === undefined) throw new Error(`this machine has no ${name} (install ${pack})`);
  return path;
}

/** `ip` is often in /usr/sbin, which is not on everybody's path. */
function searched(): readonly string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/bin', '/bin'].filter((folder) => folder !== '');
}
