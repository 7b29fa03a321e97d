/** What a project lacks that the topology's gates would ask for. */
export interface Lacking {
  readonly gates: ReadonlySet<string>;
  readonly coverage: boolean;
  readonly database: boolean;
  readonly traffic: boolean;
}

/**
 * The shipped topology without the gates that the project has nothing for, so that a first run tells something. A gate that is left out is
 * named in a comment; null where none is.
 */
export function fitTopology(text: string, lacking: Lacking): string | null {
  const dropped = new Set<string>();
  const lines = text.split('\n').flatMap((line): string[] => {
    const gate = /^\s+- (?:\{ gate: )?([a-z-]+)/.exec(line)?.[1];
    const action = /^\s+- \{ action: ([a-z-]+)/.exec(line)?.[1];
    const isFor = (name: string | undefined): boolean => name !== undefined && lacking.gates.has(name);
    if (isFor(gate)) {
      dropped.add(gate ?? '');
      return [];
    }
    if (action === 'schema-snapshot' && lacking.database) return [];
    if (line.includes('integration-passed') && lacking.gates.has('integration')) return [];
    let kept = line;
    if (gate === 'unit' && lacking.coverage) {
      dropped.add('the limits of coverage');
      kept = kept.replace(/\{ gate: unit, thresholds: \{[^}]*\} \}/, '{ gate: unit, thresholds: { linesPercent: 0 } }');
    }
    if (gate === 'deploy' && lacking.traffic) kept = kept.replace('underTraffic: true, ', '');
    return [kept];
  });
  if (dropped.size === 0) return null;
  const rest = withoutRules(lines)
    .join('\n')
    .replace(/^name: .*/m, 'name: first-rehearsal');
  return `# Written by rehearse init: the shipped four-environment path without what this repository has nothing for yet:\n# ${[...dropped].join(', ')}. Take each back (docs/topologies.md) when it is there.\n${rest.replace(/^#.*\n/, '')}`;
}

/** Rules hold a project to having everything. */
function withoutRules(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.filter((line) => {
    if (line.startsWith('rules:')) inside = true;
    else if (/^\S/.test(line)) inside = false;
    return !inside;
  });
}
