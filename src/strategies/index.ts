import type { Strategies } from '../ports/strategy.ts';
import { allAtOnce } from './all-at-once.ts';
import { blueGreen } from './blue-green.ts';
import { canary } from './canary.ts';
import { linear } from './linear.ts';
import { steps } from './steps.ts';

/** Every strategy there is. */
export const strategies: Strategies = (strategy) => {
  switch (strategy.kind) {
    case 'all-at-once':
      return allAtOnce();
    case 'canary':
      return canary(strategy);
    case 'linear':
      return linear(strategy);
    case 'blue-green':
      return blueGreen(strategy);
    case 'steps':
      return steps(strategy);
  }
};
