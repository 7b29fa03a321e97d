import { tooManyRequests } from '../errors.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';
import { type Obtained, WaitingLine } from './waiting-line.ts';

/** An execution environment, as far as the fleet knows it. */
export interface FleetEnvironment {
  readonly usable: boolean;
  /** Resolves when it is gone with all that it had to write. */
  readonly gone: Promise<void>;
  /** After this instant, in ms, it takes no further invocation: its credentials would not last. */
  readonly retireAtMs: number;
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  kill(): void;
}

/** What to run: a version at a revision. Two targets of one `key` are the same code and configuration. */
export interface FleetTarget {
  readonly key: string;
  readonly functionKey: string;
  readonly reservedConcurrency?: number;
  start(): Promise<FleetEnvironment>;
}

export interface FleetOptions {
  /**
   * Functions running at once, of all accounts; also the most processes that are kept. It is what the machine holds, far below AWS's 1,000 an
   * account: who comes above it waits in line for a while, since on AWS it would run, and gets AWS's 429 where no room was made.
   */
  readonly maxConcurrent: number;
  /**
   * Starts under way at once. A burst on a cold function would else start a process for every request on processors that can start a few:
   * all would be slow, and most of them idle right after. Who waits takes what comes first, a start or an environment that is free again.
   */
  readonly maxStarting: number;
  readonly idleMs: number;
  nowMs(): number;
}

interface Idle {
  readonly environment: FleetEnvironment;
  readonly target: FleetTarget;
  readonly since: number;
}

/** Lambda too adds environments at a rate: 1,000 every 10 s a function. This machine's is `maxStarting` in this time. */
const longestWarmUpMs = 300;

/**
 * A first invocation takes some starts' time: it loads, connects, compiles. Where starts are slow the processors are busy, and more starts would
 * make all of them slower: users would then wait for processes that nobody needs as soon as the first are warm.
 */
const startsInWarmUp = 4;

/** All execution environments: warm ones are used again, the one used last first; idle ones end when others need the room or time is up. */
export class Fleet {
  readonly #options: FleetOptions;
  /** By the target's key; the environment used last at the end. */
  readonly #idle = new Map<string, Idle[]>();
  readonly #runningOf = new Map<string, number>();
  readonly #all = new Set<FleetEnvironment>();
  readonly #busy = new Map<FleetEnvironment, FleetTarget>();
  /** Busy ones that end after their invocation. */
  readonly #leaving = new WeakSet<FleetEnvironment>();
  readonly #line = new WaitingLine<FleetTarget, FleetEnvironment>();
  /** Started and in their first invocation: they count as starting still. */
  readonly #warming = new Map<FleetEnvironment, NodeJS.Timeout>();
  /** By the target's key; without those that are up and in their first invocation. */
  readonly #startsUnderWay = new Map<string, number>();
  #starting = 0;
  #closed = false;

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  /** @throws TooManyRequestsException where the function's reserved concurrency is used up, or the machine's is and stays so. */
  async invoke(target: FleetTarget, invocation: Invocation): Promise<InvocationOutcome> {
    this.#admit(target);
    try {
      return await this.#run(target, invocation);
    } finally {
      this.#count(target.functionKey, -1);
    }
  }

  /** Ends the environments of the function, or of the keys given only: idle ones now, busy ones after their invocation. */
  retire(functionKey: string, only: (key: string) => boolean = () => true): void {
    for (const [key, idle] of this.#idle) {
      const [first] = idle;
      if (first?.target.functionKey !== functionKey || !only(key)) continue;
      this.#idle.delete(key);
      for (const { environment } of idle) environment.kill();
    }
    for (const [environment, target] of this.#busy)
      if (target.functionKey === functionKey && only(target.key)) this.#leaving.add(environment);
  }

  /** Ends them at once, also in the middle of an invocation. */
  kill(functionKey: string, only: (key: string) => boolean = () => true): void {
    this.retire(functionKey, only);
    for (const [environment, target] of this.#busy) if (target.functionKey === functionKey && only(target.key)) environment.kill();
  }

  /** Ends what has been idle for too long. */
  reap(): void {
    const before = this.#options.nowMs() - this.#options.idleMs;
    for (const [key, idle] of this.#idle) {
      const stay = idle.filter(({ since }) => since > before);
      for (const { environment, since } of idle) if (since <= before) environment.kill();
      if (stay.length === 0) this.#idle.delete(key);
      else this.#idle.set(key, stay);
    }
  }

  /** Ends every process and waits for it. Invocations that run answer as if their process had been killed. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#line.close();
    this.#idle.clear();
    for (const environment of this.#all) environment.kill();
    await Promise.all([...this.#all].map(({ gone }) => gone));
  }

  #admit({ functionKey, reservedConcurrency }: FleetTarget): void {
    const own = this.#runningOf.get(functionKey) ?? 0;
    if (reservedConcurrency !== undefined && own >= reservedConcurrency) {
      throw tooManyRequests('ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    if (this.#line.isFull) throw tooManyRequests('ConcurrentInvocationLimitExceeded');
    this.#count(functionKey, 1);
  }

  async #run(target: FleetTarget, invocation: Invocation): Promise<InvocationOutcome> {
    for (;;) {
      const { environment, isWarm } = await this.#obtain(target);
      const outcome = await environment.invoke(invocation);
      this.#busy.delete(environment);
      // First whoever waits for this one, then whoever waits for a start.
      this.#release(target, environment);
      this.#warmedUp(environment);
      this.#moveUp();
      // A warm process may have died since its last invocation; then a new one serves. A new one always answers.
      if (outcome.kind !== 'undelivered' || !isWarm) return outcome;
    }
  }

  #obtain(target: FleetTarget): Promise<Obtained<FleetEnvironment>> {
    const warm = this.#take(target);
    if (warm !== undefined) return Promise.resolve({ environment: warm, isWarm: true });
    const obtained = this.#line.join(target, () => this.#startsOf(target) > 0);
    this.#moveUp();
    return obtained;
  }

  #handOn(target: FleetTarget, environment: FleetEnvironment, isWarm: boolean): boolean {
    const taken = this.#line.handOn(target, { environment, isWarm });
    if (taken) this.#busy.set(environment, target);
    return taken;
  }

  #take(target: FleetTarget): FleetEnvironment | undefined {
    const idle = this.#idle.get(target.key);
    for (let last = idle?.pop(); last !== undefined; last = idle?.pop()) {
      if (last.environment.usable && last.environment.retireAtMs > this.#options.nowMs()) {
        this.#busy.set(last.environment, target);
        return last.environment;
      }
      last.environment.kill();
    }
    return undefined;
  }

  #release(target: FleetTarget, environment: FleetEnvironment): void {
    if (!environment.usable) return;
    if (this.#closed || this.#leaving.has(environment)) return environment.kill();
    if (environment.retireAtMs > this.#options.nowMs() && this.#handOn(target, environment, true)) return;
    const idle = this.#idle.get(target.key);
    const entry = { environment, target, since: this.#options.nowMs() };
    if (idle === undefined) this.#idle.set(target.key, [entry]);
    else idle.push(entry);
  }

  /** Whoever it is for takes it, unless one that was free again came first: then it is the next one's. */
  #begin(target: FleetTarget): void {
    this.#startsUnderWay.set(target.key, this.#startsOf(target) + 1);
    const ended = (): void => {
      const left = this.#startsOf(target) - 1;
      if (left === 0) this.#startsUnderWay.delete(target.key);
      else this.#startsUnderWay.set(target.key, left);
    };
    void this.#start(target).then(
      (environment) => {
        ended();
        if (this.#handOn(target, environment, false)) return;
        this.#busy.delete(environment);
        this.#release(target, environment);
        this.#warmedUp(environment);
      },
      (error: unknown) => {
        ended();
        // Where nobody waits for it any more, the next one that needs a start hears of it.
        this.#line.disappoint(target, error);
        this.#moveUp();
      },
    );
  }

  #startsOf({ key }: FleetTarget): number {
    return this.#startsUnderWay.get(key) ?? 0;
  }

  async #start(target: FleetTarget): Promise<FleetEnvironment> {
    if (this.#all.size + this.#starting >= this.#options.maxConcurrent) this.#makeRoom();
    this.#starting += 1;
    const startedMs = this.#options.nowMs();
    try {
      const environment = await target.start();
      const warmUpMs = Math.max(longestWarmUpMs, startsInWarmUp * (this.#options.nowMs() - startedMs));
      this.#all.add(environment);
      this.#busy.set(environment, target);
      void environment.gone.then(() => this.#all.delete(environment));
      if (this.#closed) environment.kill();
      this.#warming.set(environment, setTimeout(() => this.#warmedUp(environment), warmUpMs).unref());
      return environment;
    } catch (error) {
      this.#starting -= 1;
      throw error;
    }
  }

  /** The first invocation, with its connections and compiling, is part of a cold start: the next one waits for it, but not for long. */
  #warmedUp(environment: FleetEnvironment): void {
    const timer = this.#warming.get(environment);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#warming.delete(environment);
    this.#starting -= 1;
    this.#moveUp();
  }

  /** As many starts as there is room for, and no more of a target than wait for it. */
  #moveUp(): void {
    while (this.#mayStart()) {
      const next = this.#line.nextToStart((target) => this.#startsOf(target));
      if (next === undefined) return;
      this.#begin(next);
    }
  }

  /** Who stands in line takes no room: an environment may be free again before its turn. */
  #mayStart(): boolean {
    const { maxStarting, maxConcurrent } = this.#options;
    return this.#starting < maxStarting && this.#busy.size + this.#starting - this.#warming.size < maxConcurrent;
  }

  /** Ends the environment that has been idle for longest. */
  #makeRoom(): void {
    let oldest: { readonly idle: Idle[]; readonly since: number } | undefined;
    for (const idle of this.#idle.values()) {
      const [first] = idle;
      if (first !== undefined && (oldest === undefined || first.since < oldest.since)) oldest = { idle, since: first.since };
    }
    oldest?.idle.shift()?.environment.kill();
  }

  #count(functionKey: string, by: number): void {
    const next = (this.#runningOf.get(functionKey) ?? 0) + by;
    if (next === 0) this.#runningOf.delete(functionKey);
    else this.#runningOf.set(functionKey, next);
  }
}
