import type { Strategy } from '../ports/strategy.ts';
import { weighted } from './weighted.ts';

/** All of the traffic goes to the new versions in one step, which nobody judges but the gates behind it. */
export function allAtOnce(): Strategy {
  return weighted('all-at-once', [{ weightPercent: 100, bakeMs: 0 }]);
}
