import type { World, WorldPlan } from '../../backends/backend.ts';
import { copiesBucket, registryBucket } from '../aws/names.ts';
import { environmentOf } from '../aws/sessions.ts';

/** Where an environment's functions get their code in a region: the registry, or the account's own copy of it. The keys are the same. */
export function codeBucket(
  { registry }: Pick<World, 'registry'>,
  plan: WorldPlan,
  { environment, region }: { readonly environment: string; readonly region: string },
): string {
  if (registry !== 'copied') return registryBucket({ account: plan.tooling.account, region });
  return copiesBucket(environmentOf(plan, environment).account, region);
}
