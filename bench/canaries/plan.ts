import { topologyWith } from '../strategies/plan.ts';

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
export const topology = topologyWith('canaries', '{ kind: canary, weight: 50%, bake: 1m, sees: 4% }');
