import { z } from 'zod';
import { noHooks, type TrafficHooks } from '../model/rollout-strategy.ts';

/** Where a stage's rollout asks functions. */
export const hooksFile = z.strictObject({
  beforeTraffic: z.string().min(1).optional().meta({
    description: 'A function as rehearsal.yaml names it, or its logical id: asked before any traffic goes over. No traffic where it fails.',
  }),
  afterTraffic: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Asked when all of the traffic has gone over. It goes back where it fails.' }),
});

export function toHooks(hooks: z.output<typeof hooksFile> | undefined): TrafficHooks {
  return { beforeTraffic: hooks?.beforeTraffic ?? noHooks.beforeTraffic, afterTraffic: hooks?.afterTraffic ?? noHooks.afterTraffic };
}
