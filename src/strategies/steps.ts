import type { StageStrategy } from '../model/rollout-strategy.ts';
import type { Strategy } from '../ports/strategy.ts';
import { weighted } from './weighted.ts';

/** The steps as the topology writes them. */
export function steps({ shifts }: StageStrategy & { readonly kind: 'steps' }): Strategy {
  return weighted('steps', shifts);
}
