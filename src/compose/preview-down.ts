import { type KeptPreview, readPreviews } from '../../harness/index.ts';
import { previewName } from '../model/preview-name.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { goingOnWithPreviews } from './going-on-with-previews.ts';
import { takePreviewAway } from './take-preview-away.ts';
import { usageError } from './usage-error.ts';

export type PreviewDownWish = Pick<RehearsalOptions, 'out' | 'cacheDir' | 'progress'> & {
  /** Its own name, or that of its branch. */
  readonly name: string;
};

/** Takes a preview's account and databases away; the rest of the world stays up. Throws ConfigError, BackendError. */
export async function previewDown({ name, ...rest }: PreviewDownWish): Promise<KeptPreview> {
  const { options } = await goingOnWithPreviews(rest.out);
  const { previews } = readPreviews(rest.out);
  const preview = previews.find(
    ({ environment, revision }) => [environment.name, revision].includes(name) || environment.name === previewName(name),
  );
  if (preview === undefined) {
    const known = previews.map(({ environment }) => environment.name).join(', ');
    throw usageError(name, 'is no preview here', known === '' ? 'There is none.' : `There are: ${known}.`);
  }
  await takePreviewAway({ ...rest, ...options, onlyFirst: true }, preview);
  return preview;
}
