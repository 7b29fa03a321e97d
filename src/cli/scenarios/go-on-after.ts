import { createRehearsal, type RehearsalEnd } from '../../compose.ts';
import { giveWaiver } from '../../compose/give-waiver.ts';
import { switchFlag } from '../../compose/switch-flag.ts';
import type { Deed } from '../../config/scenario-file.ts';
import type { RehearsalOptions } from '../../rehearsal-options.ts';

/** Does what a person does between two runs, by the commands' own ways, and goes on with the run. Throws where the person is refused. */
export async function goOnAfter(deed: Deed, base: RehearsalOptions): Promise<RehearsalEnd> {
  const { out, cacheDir, progress } = base;
  const resumed = { ...base, resume: true, to: 'production' } as const;
  if ('promote' in deed) return await createRehearsal({ ...resumed, from: deed.promote, to: deed.promote }).run();
  if ('waive' in deed) {
    const { waive: gate, environment, as, expires: forMs } = deed;
    const why = { reason: 'The scenario says so', reference: 'SCENARIO' };
    const given = await giveWaiver({ out, gate, environment, as, ...why, expires: { kind: 'after', forMs } });
    if (given.kind === 'refused') throw new Error(given.reason);
    return await createRehearsal(resumed).run();
  }
  // A switch is for a world that is up: the run that has ended is taken up and left so.
  await createRehearsal({ ...base, resume: true, to: deed.environment, keep: true }).run();
  const { flag, environment, value, as } = deed;
  const given = await switchFlag({ out, cacheDir, progress, environment, flag, value, as });
  if (given.kind === 'refused') throw new Error(given.reason);
  return await createRehearsal(resumed).run();
}
