import type { StrategyName } from '../model/topology.ts';
import type { Strategy } from '../ports/strategy.ts';
import { allAtOnce } from './all-at-once.ts';

/** Every strategy there is. */
export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  'all-at-once': allAtOnce,
};
