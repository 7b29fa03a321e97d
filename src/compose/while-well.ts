import type { WorldHealth } from '../../harness/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

/** Gives work up as soon as the world breaks or the run is stopped. What it still does then ends with the world. */
export async function whileWell<Value>(work: () => Promise<Value>, health: WorldHealth, { signal }: RehearsalOptions): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    return await Promise.race([work(), health.broke, stopped.promise]);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw (await health.fault(cause)) ?? cause;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
