import { imageOf } from '../../backends/containers/images.ts';
import type { ensureK6 } from '../../load/index.ts';

/** k6 where everything runs in containers: its image, fetched by the engine when it isn't here. Nothing to look for and nothing to build. */
export function containerK6(): Awaited<ReturnType<typeof ensureK6>> {
  return { building: false, ready: Promise.resolve({ kind: 'image', image: imageOf('k6') }) };
}
