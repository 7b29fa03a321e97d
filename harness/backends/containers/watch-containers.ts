import { BackendError, type WorldPlan } from '../backend.ts';
import type { Engine } from './engine.ts';
import { isEngineGone } from './is-engine-gone.ts';
import type { WorldContainers } from './world-file.ts';

/** What of the engine is asked: whether a container has ended. */
export interface WatchedEngine {
  readonly container: { getById(id: string): Pick<ReturnType<Engine['container']['getById']>, 'wait'> };
}

const goOn = 'Go on in a new world, with what was built: the same command with --resume.';

/** Rejects as soon as a container has ended by itself, or the engine has hung up: one that is restarted ends them all. */
export function watchContainers(
  engine: WatchedEngine,
  { logsDir }: Pick<WorldPlan, 'logsDir'>,
  { emulators, postgres }: WorldContainers,
  signal: AbortSignal,
): Promise<never> {
  const watched = [
    ...emulators.map(({ what, container }) => ({ what, id: container })),
    ...postgres.map(({ name, container }) => ({ what: `Postgres of ${name}`, id: container })),
  ];
  const broke = new Promise<never>((_, reject) => {
    const ended = (message: string, advice: string): void => {
      if (!signal.aborted) reject(new BackendError(message, advice));
    };
    for (const { what, id } of watched) {
      engine.container
        .getById(id)
        .wait({ abortSignal: signal })
        .then(
          (end: { readonly StatusCode?: number }) =>
            ended(`${what} ended by itself (exit code ${end.StatusCode ?? '?'}).`, `Its log is below ${logsDir}. ${goOn}`),
          (error: unknown) => {
            const why = error instanceof Error ? error.message : String(error);
            if (isEngineGone(error)) ended(`The container engine went away in the middle (${why}).`, `When it answers again: ${goOn}`);
            else ended(`${what} ended by itself: ${why}.`, `Its log is below ${logsDir}. ${goOn}`);
          },
        );
    }
  });
  // Whoever waits for something of this world races it; nobody waiting is no reason to end the process.
  broke.catch(() => undefined);
  return broke;
}
