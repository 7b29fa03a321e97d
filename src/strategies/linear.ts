import type { StageStrategy } from '../model/rollout-strategy.ts';
import type { Strategy } from '../ports/strategy.ts';
import { weighted } from './weighted.ts';

/** The same share more each time: CodeDeploy's TimeBasedLinear. Where the shares don't add up to 100 the last one is what is left. */
export function linear({ byPercent, bakeMs }: StageStrategy & { readonly kind: 'linear' }): Strategy {
  const before = Math.ceil(100 / byPercent) - 1;
  const rising = Array.from({ length: before }, (_, index) => ({ weightPercent: byPercent * (index + 1), bakeMs }));
  return weighted('linear', [...rising, { weightPercent: 100, bakeMs: 0 }]);
}
