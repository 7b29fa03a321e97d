import { describe, expect, it, vi } from 'vitest';
import { Fleet } from './fleet.ts';
import type { FleetEnvironment, FleetTarget } from './fleet.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';

const invocation: Invocation = { requestId: 'r', invokedFunctionArn: 'arn', payload: new Uint8Array(), wantsLog: false };

/** An environment whose invocations end when the test says so. */
class FakeEnvironment implements FleetEnvironment {
  usable = true;
  retireAtMs = Number.POSITIVE_INFINITY;
  readonly gone: Promise<void>;
  readonly id: number;
  #end: () => void = () => undefined;
  #answer: ((outcome: InvocationOutcome) => void) | undefined;

  constructor(id: number) {
    this.id = id;
    this.gone = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  invoke(): Promise<InvocationOutcome> {
    if (!this.usable) return Promise.resolve({ kind: 'undelivered' });
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(): void {
    this.#answer?.({ kind: 'answered', payload: Buffer.from(String(this.id)), durationMs: 1 });
  }

  kill(): void {
    this.usable = false;
    this.#end();
    this.#answer?.({ kind: 'failed', payload: new Uint8Array(), errorType: 'Runtime.ExitError', durationMs: 1 });
  }
}

function world(maxConcurrent = 2, maxStarting = maxConcurrent) {
  let nowMs = 0;
  const started: FakeEnvironment[] = [];
  const fleet = new Fleet({ maxConcurrent, maxStarting, idleMs: 1000, nowMs: () => nowMs });
  const target = (key: string, more: Partial<FleetTarget> = {}): FleetTarget => ({
    key,
    functionKey: key.split('/')[0] ?? key,
    start: () => {
      const environment = new FakeEnvironment(started.length);
      started.push(environment);
      return Promise.resolve(environment);
    },
    ...more,
  });
  /** Runs one invocation to its end and says which environment served it. */
  const serve = async (on: FleetTarget): Promise<string> => {
    const outcome = fleet.invoke(on, invocation);
    await Promise.resolve();
    await new Promise(setImmediate);
    for (const environment of started) environment.answer();
    const { kind, ...rest } = await outcome;
    return kind === 'answered' && 'payload' in rest ? Buffer.from(rest.payload).toString() : kind;
  };
  return { fleet, started, target, serve, pass: (ms: number) => (nowMs += ms) };
}

describe('the fleet', () => {
  it('uses a warm environment again', async () => {
    const { target, serve, started } = world();
    expect([await serve(target('f/1')), await serve(target('f/1'))]).toEqual(['0', '0']);
    expect(started).toHaveLength(1);
  });

  it('starts one environment for each invocation at a time', async () => {
    const { fleet, target, started } = world();
    const both = [fleet.invoke(target('f/1'), invocation), fleet.invoke(target('f/1'), invocation)];
    await new Promise(setImmediate);
    expect(started).toHaveLength(2);
    for (const environment of started) environment.answer();
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answered', 'answered']);
  });

  it('lets a burst on a cold function wait for what comes first, instead of a process for each', async () => {
    const { fleet, target, started } = world(8, 1);
    let ready: (() => void)[] = [];
    const slow = (key: string): FleetTarget => ({
      ...target(key),
      start: () => new Promise((resolve) => ready.push(() => void target(key).start().then(resolve))),
    });
    const outcomes = [fleet.invoke(slow('f/1'), invocation), fleet.invoke(slow('f/1'), invocation), fleet.invoke(slow('g/1'), invocation)];
    await new Promise(setImmediate);
    expect(ready).toHaveLength(1);
    // The first is up, and in its first invocation: nobody else starts before that has ended.
    const [first, ...later] = ready;
    ready = later;
    first?.();
    await new Promise(setImmediate);
    expect([started.length, ready.length]).toEqual([1, 0]);
    for (let turn = 0; turn < 6; turn += 1) {
      for (const environment of started) environment.answer();
      for (const start of ready.splice(0)) start();
      await new Promise(setImmediate);
    }
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
    // One for each function: the second invocation of f took the first's.
    expect(started).toHaveLength(2);
  });

  it('lets who has a start under way take one that is free again first, and keeps the started one for the next', async () => {
    const { fleet, target, started } = world(8, 8);
    const held = fleet.invoke(target('f/1'), invocation);
    await new Promise(setImmediate);
    let ready: () => void = () => undefined;
    const slow: FleetTarget = {
      ...target('f/1'),
      start: () => new Promise((resolve) => (ready = () => void target('f/1').start().then(resolve))),
    };
    const second = fleet.invoke(slow, invocation);
    await new Promise(setImmediate);
    started[0]?.answer();
    await held;
    started[0]?.answer();
    expect([(await second).kind, started.length]).toEqual(['answered', 1]);
    ready();
    await new Promise(setImmediate);
    const both = [fleet.invoke(target('f/1'), invocation), fleet.invoke(target('f/1'), invocation)];
    await new Promise(setImmediate);
    for (const environment of started) environment.answer();
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answered', 'answered']);
    expect(started).toHaveLength(2);
  });

  it('tells who waits why a start failed, and lets the next one try again', async () => {
    const { fleet, target } = world();
    const failing: FleetTarget = { ...target('f/1'), start: () => Promise.reject(new Error('no role')) };
    await expect(fleet.invoke(failing, invocation)).rejects.toThrow('no role');
    await expect(fleet.invoke(failing, invocation)).rejects.toThrow('no role');
  });

  it('hands an environment that is free again to who waits for the same, and to nobody else', async () => {
    const { fleet, target, started } = world(8, 1);
    const held = fleet.invoke(target('f/1'), invocation);
    await new Promise(setImmediate);
    const never: FleetTarget = { ...target('h/1'), start: () => new Promise(() => undefined) };
    const stuck = fleet.invoke(never, invocation).catch((error: unknown) => error);
    const [same, other] = [fleet.invoke(target('f/1'), invocation), fleet.invoke(target('g/1'), invocation)];
    await new Promise(setImmediate);
    started[0]?.answer();
    await held;
    await new Promise(setImmediate);
    started[0]?.answer();
    expect((await same).kind).toBe('answered');
    expect(started).toHaveLength(1);
    const [ended] = await Promise.all([other.catch((error: unknown) => error), fleet.close()]);
    expect([ended, await stuck]).toMatchObject([{ code: 'TooManyRequestsException' }, { code: 'TooManyRequestsException' }]);
  });

  it('never serves another revision by an old environment', async () => {
    const { target, serve } = world();
    expect([await serve(target('f/1')), await serve(target('f/2'))]).toEqual(['0', '1']);
  });

  it('replaces a warm environment that has died', async () => {
    const { target, serve, started } = world();
    await serve(target('f/1'));
    started[0]?.kill();
    expect(await serve(target('f/1'))).toBe('1');
  });

  it('replaces one whose credentials would not last', async () => {
    const { target, serve, started, pass } = world();
    await serve(target('f/1'));
    for (const environment of started) environment.retireAtMs = 500;
    pass(500);
    expect(await serve(target('f/1'))).toBe('1');
    expect(started[0]?.usable).toBe(false);
  });

  it('ends what was idle for too long, and only that', async () => {
    const { fleet, target, serve, started, pass } = world();
    await serve(target('f/1'));
    pass(600);
    await serve(target('g/1'));
    pass(400);
    fleet.reap();
    expect(started.map(({ usable }) => usable)).toEqual([false, true]);
  });

  it('ends the longest idle environment where another function needs the room', async () => {
    const { target, serve, started, pass } = world(2);
    for (const key of ['f/1', 'g/1', 'h/1']) {
      await serve(target(key));
      pass(1);
    }
    expect(started.map(({ usable }) => usable)).toEqual([false, true, true]);
  });

  it('ends the environments of a changed function: idle ones now, busy ones after their invocation', async () => {
    const { fleet, target, started } = world();
    const busy = fleet.invoke(target('f/1'), invocation);
    await new Promise(setImmediate);
    fleet.retire('f');
    expect(started[0]?.usable).toBe(true);
    started[0]?.answer();
    expect((await busy).kind).toBe('answered');
    expect(started[0]?.usable).toBe(false);
  });

  it.each([
    ['is reserved', { reservedConcurrency: 1 }, 'ReservedFunctionConcurrentInvocationLimitExceeded'],
    ['is reserved, which may be none', { reservedConcurrency: 0 }, 'ReservedFunctionConcurrentInvocationLimitExceeded'],
  ])('refuses more than %s', async (_what, more, Reason) => {
    const { fleet, target } = world(1);
    const first = fleet.invoke(target('f/1', more), invocation).catch(() => undefined);
    await expect(fleet.invoke(target('f/1', more), invocation)).rejects.toMatchObject({ httpStatus: 429, members: { Reason } });
    await new Promise(setImmediate);
    await fleet.close();
    await first;
  });

  it('lets who comes above what the machine holds wait for room', async () => {
    const { fleet, target, started } = world(1);
    const served = ['f/1', 'g/1', 'f/1'].map((key) => fleet.invoke(target(key), invocation));
    for (let turn = 0; turn < 4; turn += 1) {
      await new Promise(setImmediate);
      expect(started.filter(({ usable }) => usable)).toHaveLength(1);
      for (const environment of started) environment.answer();
    }
    expect((await Promise.all(served)).map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
    // The second f took the first's environment before g had the room.
    expect(started).toHaveLength(2);
  });

  it('refuses who waited for room in vain', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { fleet, target, started } = world(1);
      const [running, waiting] = [fleet.invoke(target('f/1'), invocation), fleet.invoke(target('f/1'), invocation)];
      const refused = waiting.catch((error: unknown) => error);
      await new Promise(setImmediate);
      vi.advanceTimersByTime(5_000);
      expect(await refused).toMatchObject({ httpStatus: 429, members: { Reason: 'ConcurrentInvocationLimitExceeded' } });
      // Its place in line is nobody's: the next one has the room.
      const next = fleet.invoke(target('f/1'), invocation);
      started[0]?.answer();
      await new Promise(setImmediate);
      started[0]?.answer();
      expect([(await running).kind, (await next).kind]).toEqual(['answered', 'answered']);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['quick, after 300 ms', 0, 300],
    ['slow, after four times as long as it took', 500, 2000],
  ])('lets the next in line start beside a first invocation where the start was %s', async (_what, startMs, waitMs) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { fleet, target, started, pass } = world(4, 1);
      const slow = target('f/1', {
        start: () => {
          pass(startMs);
          const environment = new FakeEnvironment(started.length);
          started.push(environment);
          return Promise.resolve(environment);
        },
      });
      const both = [fleet.invoke(slow, invocation), fleet.invoke(slow, invocation)];
      await new Promise(setImmediate);
      vi.advanceTimersByTime(waitMs - 1);
      await new Promise(setImmediate);
      expect(started).toHaveLength(1);
      vi.advanceTimersByTime(1);
      await new Promise(setImmediate);
      expect(started).toHaveLength(2);
      for (const environment of started) environment.answer();
      expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answered', 'answered']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('closes when all of its processes are gone', async () => {
    const { fleet, target, serve, started } = world();
    await serve(target('f/1'));
    await fleet.close();
    expect(started[0]?.usable).toBe(false);
  });
});
