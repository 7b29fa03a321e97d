import { readTracedCall, type TracedCall } from '../drift/traced-call.ts';
import { stageRole } from '../aws/names.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/**
 * The policy that would have let the stage's role do what it did in `environment`, and no more: from the trace of a run that passed. What differs
 * from run to run (generated names, versions, commits) is a wildcard; everything else is the resource itself.
 */
export function leastPrivilege(traceLines: Iterable<string>, environment: string): PolicyDocument {
  const resources = new Map<string, Set<string>>();
  for (const line of traceLines) {
    const call = readTracedCall(line);
    if (call === null || !isStages(call, environment)) continue;
    for (const { action, resource } of call.wants) {
      const known = resources.get(action) ?? new Set();
      resources.set(action, known.add(anyRun(resource)));
    }
  }
  return { Version: '2012-10-17', Statement: statementsOf(resources) };
}

function isStages({ principal, decision }: TracedCall, environment: string): boolean {
  return decision === 'allowed' && principal.endsWith(`:assumed-role/${stageRole}/rehearsal-${environment}`);
}

/** Generated parts of names: CloudFormation's suffixes, UUIDs, commits, versions. */
const generated: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '*'],
  [/\b[0-9a-f]{40}\b/g, '*'],
  [/(changeSet\/rehearsal-[a-z-]*)[0-9a-f]{12}\/\*/g, '$1*'],
  [/-(?=[A-Z0-9]*[0-9])[A-Z0-9]{12,13}$/g, '-*'],
  [/(:function:[^:]+):\d+$/g, '$1:*'],
];

function anyRun(resource: string): string {
  return generated.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), resource);
}

/** One statement for all actions of a service on the same resources. */
function statementsOf(resources: ReadonlyMap<string, ReadonlySet<string>>): readonly PolicyStatement[] {
  const grouped = new Map<string, string[]>();
  for (const [action, of] of [...resources].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const key = JSON.stringify([action.slice(0, action.indexOf(':')), [...of].toSorted()]);
    grouped.set(key, [...(grouped.get(key) ?? []), action]);
  }
  const counts = new Map<string, number>();
  return [...grouped].map(([key, actions]) => {
    const [service, of] = JSON.parse(key) as [string, readonly string[]];
    const count = (counts.get(service) ?? 0) + 1;
    counts.set(service, count);
    const name = service.replaceAll(/[^A-Za-z0-9]/g, '');
    return { Sid: `${name}${String(count)}`, Effect: 'Allow', Action: actions, Resource: of };
  });
}
