import { BackendError } from '../../harness/index.ts';
import { type GoingOn, goingOn } from './going-on.ts';

/** The world that is up in a folder, where previews can be had in it. Throws ConfigError where none is, BackendError where it is on another backend than the embedded one. */
export async function goingOnWithPreviews(out: string): Promise<GoingOn> {
  const going = await goingOn(out);
  if (going.settings.backend === 'embedded') return going;
  throw new BackendError(
    `A world on the ${going.settings.backend} backend can get no environment more.`,
    'Bring one up on the embedded backend: rehearse up --fresh.',
  );
}
