/** What is rolled out, by patches beside this file, and what the judge is to say of it. */
export const canaries = {
  same: { title: 'the release that is live, once more (A/A)', patch: 'same.patch', isWorse: false },
  slower: { title: 'every request takes 100 ms more', patch: 'slower.patch', isWorse: true },
  failing: { title: 'every twentieth request fails', patch: 'failing.patch', isWorse: true },
} as const;

export type Canary = keyof typeof canaries;

/** So many that are no worse, and as many that are: slower and failing by turns. */
export function canariesOf(number: number): readonly Canary[] {
  const worse = Array.from({ length: number }, (_, index): Canary => (index % 2 === 0 ? 'slower' : 'failing'));
  return [...Array.from({ length: number }, (): Canary => 'same'), ...worse];
}

/**
 * One environment in which the last release is live. Half of the traffic, so that a canary has its requests in twenty seconds; with as many as it takes
 * to see 4 % more errors nine times in ten, 5 % more are seen nearly always.
 */
export const topology = `name: canaries
tooling: { account: '111111111110', region: eu-west-1 }
stages:
  - environment: production
    account: '444444444444'
    regions: [eu-west-1]
    trigger: { kind: manual }
    startsAt: latest-release
    strategy: { kind: canary, weight: 50%, bake: 1m, sees: 4% }
    gates:
      - build
      - migrate
      - { gate: deploy, underTraffic: true, onFailure: roll-back }
`;
