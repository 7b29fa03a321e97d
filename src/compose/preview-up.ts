import { keepPreview, layPreview, removePreview } from '../../harness/index.ts';
import { bringUpPreview, type PreviewOutcome } from '../engine/bring-up-preview.ts';
import { sha256Of } from '../evidence/sha256-of.ts';
import { gates } from '../gates/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { strategies } from '../strategies/index.ts';
import { judge } from '../strategies/judge/index.ts';
import { claim } from './claim-folder.ts';
import { goingOnWithPreviews } from './going-on-with-previews.ts';
import { openRehearsal } from './open-rehearsal.ts';
import { portsOf } from './ports-of.ts';
import { takePreviewAway } from './take-preview-away.ts';
import { type PreviewWish, wantedPreview, type WantedPreview } from './wanted-preview.ts';
import { whileWell } from './while-well.ts';

export type PreviewResult =
  | { readonly kind: 'up'; readonly name: string; readonly account: string; readonly commit: string; readonly from: string }
  /** `stays`: a preview that was there before is as the last step that passed has left it; a new one is gone. */
  | { readonly kind: 'refused'; readonly name: string; readonly gate: string; readonly reason: string; readonly stays: boolean }
  | { readonly kind: 'interrupted'; readonly name: string; readonly stays: boolean };

/** Brings a branch up in an environment of its own, in a world that is up, which then has one environment more. Throws ConfigError, BackendError. */
export async function previewUp(wish: PreviewWish): Promise<PreviewResult> {
  const { out, cacheDir } = wish;
  const { options, settings } = await goingOnWithPreviews(out);
  const wanted = await wantedPreview(wish, settings);
  const { preview, commit, before } = wanted;
  const { name } = preview.environment;
  if (before === null || wish.fresh) {
    using claimed = await claim({ out, cacheDir, resume: true });
    void claimed;
    if (before !== null) await removePreview(out, before);
    await layPreview(out, preview);
  }
  const { progress, signal } = wish;
  const stoppable = signal === undefined ? {} : { signal };
  const all: RehearsalOptions = { out, cacheDir, progress, ...stoppable, ...options, onlyFirst: true };
  const outcome = await broughtUp(all, wanted);
  if (outcome.kind === 'up') {
    keepPreview(out, { ...preview, commit });
    return { kind: 'up', name, account: preview.environment.account, commit, from: preview.from };
  }
  const stays = before !== null && !wish.fresh;
  if (!stays) await takePreviewAway(all, preview);
  if (outcome.kind === 'interrupted') return { kind: 'interrupted', name, stays };
  return { kind: 'refused', name, gate: outcome.gate, reason: outcome.reason, stays };
}

async function broughtUp(options: RehearsalOptions, wanted: WantedPreview): Promise<PreviewOutcome> {
  const { stage, topology, commit, project } = wanted;
  await using opened = await openRehearsal(options);
  const { world, health, settings } = opened;
  const { environment } = stage;
  await world.prepareFor(project, environment);
  const ports = { ...portsOf(opened, options), ...world.portsFor(project, commit) };
  const { signal } = options;
  const outcome = await unlessStopped(
    () =>
      whileWell(
        () =>
          bringUpPreview({
            topology,
            project,
            gates,
            strategies,
            judge,
            ports,
            sha256: sha256Of,
            stage,
            commit,
            seed: settings.seed,
            ...(signal === undefined ? {} : { signal }),
          }),
        health,
        options,
      ),
    signal,
  );
  opened.evidence.close();
  return outcome;
}

/** A step that Ctrl-C cut off is nobody's fault. */
async function unlessStopped(work: () => Promise<PreviewOutcome>, signal: AbortSignal | undefined): Promise<PreviewOutcome> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    return { kind: 'interrupted' };
  }
}
