import { setTimeout as after } from 'node:timers/promises';

/** Asks until `done`, with pauses that suit a backend of a millisecond as well as one of seconds. */
export async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
    const answer = await ask();
    if (done(answer)) return answer;
    await after(pauseMs);
  }
}
