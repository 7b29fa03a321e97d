import type { StageStrategy } from '../model/rollout-strategy.ts';
import type { Strategy } from '../ports/strategy.ts';
import { weighted } from './weighted.ts';

/** Green beside blue, in the steps that the topology names. What blue-green has more than steps is before and after them: smoke, standby. */
export function blueGreen({ shifts }: StageStrategy & { readonly kind: 'blue-green' }): Strategy {
  return weighted('blue-green', shifts);
}
