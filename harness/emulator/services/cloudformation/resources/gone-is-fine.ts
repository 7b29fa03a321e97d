import { isNotFound } from '../stacks/handler-message.ts';

/** Waits for a call that takes something away: that it is gone already is as good. */
export async function goneIsFine(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
