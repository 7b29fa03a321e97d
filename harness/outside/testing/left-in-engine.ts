import { execFileSync } from 'node:child_process';

/** The data folders below `root` whose containers, networks or volumes the engine still has: one for each thing that was left. */
export function leftInEngine(root: string): readonly string[] {
  const list = (...args: readonly string[]): readonly string[] =>
    execFileSync('docker', [...args, '--filter', 'label=dress-rehearsal', '--format', '{{.Label "dress-rehearsal"}}'], { encoding: 'utf8' })
      .split('\n')
      .filter((dataDir) => dataDir.startsWith(root));
  return [...list('ps', '-a'), ...list('network', 'ls'), ...list('volume', 'ls')];
}
