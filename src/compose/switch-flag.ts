import { FlagParameters } from '../../harness/index.ts';
import { nearest } from '../config/nearest.ts';
import { finishEvidence } from '../evidence/finish-evidence.ts';
import { personNamed } from '../model/approver.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { renderDocuments } from '../report/render-documents.ts';
import type { Given } from './give-approval.ts';
import { goingOn } from './going-on.ts';
import { stageNamed } from './open-ledger.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { portsOf } from './ports-of.ts';
import { operatorFault } from './roll-back.ts';
import { usageError } from './usage-error.ts';

export interface SwitchWish extends Pick<RehearsalOptions, 'out' | 'cacheDir' | 'progress' | 'signal'> {
  readonly environment: string;
  readonly flag: string;
  readonly value: boolean;
  readonly as: string;
}

/** Switches a feature flag in an environment of a world that is up, as the stage's role, until the next deploy. Throws ConfigError. */
export async function switchFlag(wish: SwitchWish): Promise<Given<Readonly<Record<string, boolean>>>> {
  const { options } = await goingOn(wish.out);
  const { environment, flag, value, as, ...rest } = wish;
  const all: RehearsalOptions = { ...rest, ...options };
  await using opened = await openRehearsal(all);
  const { topology, project, evidence, signer, world } = opened;
  const { regions } = stageNamed(topology, environment);
  const known = Object.keys(project.flags);
  if (!known.includes(flag)) {
    const near = nearest(flag, known);
    const hint = near !== null ? `Did you mean "${near}"?` : `rehearsal.yaml has ${known.length === 0 ? 'none' : known.join(', ')}.`;
    throw usageError('flag', `there is no flag "${flag}"`, hint);
  }
  const fault = operatorFault(project, environment, as);
  if (fault !== null) return { kind: 'refused', reason: fault };
  const flags = await new FlagParameters(project, (name) => regions.map((region) => world.sessions.stage(name, region))).switch(
    environment,
    flag,
    value,
  );
  const { clock, progress } = portsOf(opened, all);
  const by = personNamed(project.people, as)?.name ?? as;
  const happening = { kind: 'flag-switched', at: clock.now().toISOString(), environment, flag, value, by } as const;
  await evidence.append(happening);
  progress.happened(happening);
  evidence.close();
  finishEvidence({ out: wish.out, signer, store: evidence, documents: renderDocuments });
  return { kind: 'given', what: flags };
}
