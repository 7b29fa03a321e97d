/** Waits by the emulator's clock, which may run fast, or until `stop`. */
export function pause(nowMs: () => number, forMs: number, stop: AbortSignal): Promise<void> {
  const untilMs = nowMs() + forMs;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const look = (): void => {
      const leftMs = untilMs - nowMs();
      if (leftMs <= 0 || stop.aborted) done();
      else timer = setTimeout(look, Math.min(leftMs, lookEveryMs));
    };
    stop.addEventListener('abort', done);
    look();
  });
}

const lookEveryMs = 50;
