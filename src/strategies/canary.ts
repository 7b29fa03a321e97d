import type { StageStrategy } from '../model/rollout-strategy.ts';
import type { Strategy } from '../ports/strategy.ts';
import { weighted } from './weighted.ts';

/** A share first, then all: CodeDeploy's TimeBasedCanary. */
export function canary({ weightPercent, bakeMs }: StageStrategy & { readonly kind: 'canary' }): Strategy {
  return weighted('canary', [
    { weightPercent, bakeMs },
    { weightPercent: 100, bakeMs: 0 },
  ]);
}
