import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { change, rehearsedProject, type RehearsedProject } from './rehearsed-project.ts';

export const rolloutEnvironment = 'production';
export const rolloutAccount = '444444444444';

/** A step needs few requests where it is to see that most of them fail, and none is slow by a margin of seconds. */
const judged = 'sees: 60%, margin: 5s';
export const rolloutStrategies = {
  canary: `{ kind: canary, weight: 20%, bake: 3s, ${judged} }`,
  'blue-green': `{ kind: blue-green, steps: [{ weight: 20%, bake: 3s }, { weight: 50%, bake: 2s }, { weight: 100% }], ${judged} }`,
} as const;

/** A path of one environment, in which an earlier release is live. */
export function rolloutPath(strategy: string): string {
  return `name: rollout
tooling: { account: '111111111110', region: eu-west-1 }
stages:
  - environment: ${rolloutEnvironment}
    account: '${rolloutAccount}'
    regions: [eu-west-1]
    trigger: { kind: manual }
    startsAt: latest-release
    strategy: ${strategy}
    gates:
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
`;
}

export interface RolloutProject {
  readonly strategy: keyof typeof rolloutStrategies;
  /** Whether every request but those for its health fails in the version that is rolled out. */
  readonly fails: boolean;
}

/** The sample on such a path: hardly more than the rollout that is to be killed. */
export function rolloutProject({ strategy, fails }: RolloutProject): RehearsedProject {
  return rehearsedProject(`rollout-${strategy}`, {
    topology: rolloutPath(rolloutStrategies[strategy]),
    everywhere: (folder) => change(join(folder, 'rehearsal.yaml'), withoutSmoke),
    ...(fails ? { rehearsed: failRequests } : {}),
  });
}

/** It would be run before the rollout each time, and takes as long as that. */
export function withoutSmoke({ checks, ...project }: Record<string, unknown>): Record<string, unknown> {
  const { smoke: _, ...others } = checks as Record<string, unknown>;
  return { ...project, checks: others };
}

/** Every request but those for its health. */
export function failRequests(folder: string): void {
  const path = join(folder, 'src/http/serve.ts');
  const text = readFileSync(path, 'utf8');
  const last = '  return route.answer(event, context);\n';
  if (!text.includes(last)) throw new Error(`${path} does not answer as it did, so no fault can be planted in it`);
  writeFileSync(path, text.replace(last, "  throw new Error('the pool has no connection left');\n"));
}
