import type { OperationContext } from '../../kernel/context.ts';
import { Arrivals } from './arrivals.ts';

export function arrivalsOf(context: Pick<OperationContext, 'running'>): Arrivals {
  if (!(context.running instanceof Arrivals)) throw new Error('SQS was not started.');
  return context.running;
}
