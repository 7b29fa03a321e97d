import type { Engine } from './engine.ts';
import { isEngineGone } from './is-engine-gone.ts';
import { removeOrWarn } from './remove-world.ts';

/**
 * Removes a world whose run ends; false where the engine has gone away. That is what the run ends with then, and the next start on this machine
 * removes what is left.
 */
export async function removeIfAnswering(engine: Engine, id: string): Promise<boolean> {
  try {
    await removeOrWarn(engine, id);
    return true;
  } catch (error) {
    if (!isEngineGone(error)) throw error;
    return false;
  }
}
