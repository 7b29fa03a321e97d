/** What each strategy is in the topology that the table is made with. */
export const strategies: Readonly<Record<string, string>> = {
  'all-at-once': 'all-at-once',
  canary: 'canary',
  linear: '{ kind: linear, by: 25%, every: 2m }',
  'blue-green': 'blue-green',
  '5-50-100': '{ kind: steps, steps: [{ weight: 5%, bake: 5m }, { weight: 50%, bake: 10m }, { weight: 100% }] }',
};

/** Patches beside this file; null for the release as it is. */
export const faults: readonly { readonly name: string; readonly patch: string | null }[] = [
  { name: 'none', patch: null },
  { name: 'every third request fails', patch: 'errors.patch' },
  { name: 'every request takes 150 ms more', patch: 'latency.patch' },
  { name: 'it crashes as it starts', patch: 'crash.patch' },
  { name: '64 MB more are held with every request', patch: 'memory.patch' },
  { name: 'it asks another system that is down', patch: 'dependency.patch' },
];

/** One environment that starts at the latest release: what comes before it says nothing of a strategy. */
export function topologyWith(name: string, strategy: string): string {
  return `name: ${name}
tooling: { account: '111111111110', region: eu-west-1 }
stages:
  - environment: production
    account: '444444444444'
    regions: [eu-west-1]
    trigger: { kind: manual }
    startsAt: latest-release
    strategy: ${strategy}
    # Held over all users' requests once the release has all of them, and over enough of them that the first ones, which find it cold, are under one in a hundred.
    slos: { availability: 99%, errorRate: 1%, p99: 100ms }
    gates:
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
      - { gate: smoke, onFailure: roll-back }
      - { gate: soak, thresholds: { duration: 75m, minSamples: 1500 }, onFailure: roll-back }
`;
}
