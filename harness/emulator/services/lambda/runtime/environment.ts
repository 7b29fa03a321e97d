import type { AccountNetwork, ListeningInside } from '../../../kernel/function-network.ts';
import { EnvironmentLog } from './environment-log.ts';
import type { EnvironmentLogOptions } from './environment-log.ts';
import { FunctionProcess } from './function-process.ts';
import { failedAnswer, outcomeOf } from './invocation-answer.ts';
import type { InvocationAnswer } from './invocation-answer.ts';
import { invocationHead } from './invocation-head.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';
import { maxResponseBytes } from './invocation.ts';
import { serveRuntimeApi } from './runtime-api-server.ts';
import type { InvocationHead } from './runtime-api-server.ts';
import { exited, responseTooLarge, seconds, timedOut } from './runtime-failures.ts';
import type { ProcessExit } from './runtime-failures.ts';
import type { Watchdog } from './watchdog.ts';

export interface EnvironmentOptions extends EnvironmentLogOptions {
  readonly timeoutMs: number;
  readonly nodeFlags: readonly string[];
  readonly codeDirectory: string;
  /** Complete but for AWS_LAMBDA_RUNTIME_API. */
  readonly variables: Readonly<Record<string, string>>;
  readonly watchdog: Watchdog;
  readonly network: Pick<AccountNetwork, 'command' | 'listen'>;
  /** The init phase may take this long before the function's own timeout begins to run. AWS: 10 s. */
  readonly initTimeoutMs?: number;
}

interface Running {
  readonly invocation: Invocation;
  readonly settle: (outcome: InvocationOutcome) => void;
  delivered: boolean;
  startedAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** What the function said, kept until all of its output was read. */
interface KeptAnswer extends InvocationAnswer {
  readonly answeredAt: number;
}

/** One execution environment: a process that serves one invocation after the other, and the Runtime API for it. */
export class Environment {
  readonly #options: EnvironmentOptions;
  readonly #log: EnvironmentLog;
  readonly #spawnedAt = performance.now();
  #api: ListeningInside | undefined;
  #process: FunctionProcess | undefined;
  #running: Running | undefined;
  #deliver: ((head: InvocationHead, payload: Uint8Array) => void) | undefined;
  #answer: KeptAnswer | undefined;
  #initDurationMs: number | undefined;
  #initFailure: InvocationAnswer | undefined;
  #usable = true;
  #gone: Promise<void> = Promise.resolve();

  private constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#log = new EnvironmentLog(options);
  }

  /** Spawns the process; it initialises while the first invocation already waits. */
  static async start(options: EnvironmentOptions): Promise<Environment> {
    const environment = new Environment(options);
    await environment.#start();
    return environment;
  }

  /** False once the process is dying or dead: it takes no further invocation. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Resolves when the process and all that it wrote are through. */
  get gone(): Promise<void> {
    return this.#gone;
  }

  /** Never rejects. One at a time. */
  invoke(invocation: Invocation): Promise<InvocationOutcome> {
    if (!this.#usable || this.#running !== undefined) return Promise.resolve({ kind: 'undelivered' });
    return new Promise((settle) => {
      this.#running = { invocation, settle, delivered: false, startedAt: performance.now(), timer: undefined };
      this.#log.open(invocation);
      if (this.#initDurationMs === undefined) this.#limitInit(this.#running);
      this.#tryDeliver();
    });
  }

  kill(): void {
    this.#usable = false;
    this.#process?.kill();
  }

  async #start(): Promise<void> {
    const { codeDirectory, variables, nodeFlags, watchdog, network } = this.#options;
    this.#api = await serveRuntimeApi(network, {
      next: (deliver) => {
        this.#initDurationMs ??= performance.now() - this.#spawnedAt;
        this.#deliver = deliver;
        this.#tryDeliver();
      },
      response: (requestId, payload, measures) => this.#finish(requestId, { payload, status: 'success', measures }),
      tooLarge: (requestId) => this.#finish(requestId, failedAnswer(responseTooLarge(maxResponseBytes))),
      error: (requestId, payload, errorType, measures) => this.#finish(requestId, { payload, errorType, status: 'error', measures }),
      initError: (payload, errorType) => (this.#initFailure = { payload, errorType, status: 'error' }),
    });
    this.#process = new FunctionProcess({
      codeDirectory,
      variables: { ...variables, AWS_LAMBDA_RUNTIME_API: this.#api.address },
      nodeFlags,
      watchdog,
      command: (program, args) => network.command(program, args),
      onLine: (line) => this.#log.write(`${line}\n`),
      onOutput: () => this.#complete(),
    });
    this.#gone = this.#process.exited.then((exit) => this.#end(exit));
  }

  #tryDeliver(): void {
    const running = this.#running;
    const deliver = this.#deliver;
    if (running === undefined || running.delivered || deliver === undefined) return;
    const { timeoutMs } = this.#options;
    running.delivered = true;
    running.startedAt = performance.now();
    clearTimeout(running.timer);
    running.timer = setTimeout(() => this.#timeOut(running), timeoutMs);
    this.#log.start(running.invocation);
    this.#deliver = undefined;
    deliver(invocationHead(running.invocation, timeoutMs), running.invocation.payload);
  }

  /** AWS gives the init phase 10 s; after them it counts as part of the invocation, and so against the function's timeout. */
  #limitInit(running: Running): void {
    running.timer = setTimeout(() => {
      running.timer = setTimeout(() => this.#timeOut(running), this.#options.timeoutMs);
    }, this.#options.initTimeoutMs ?? 10_000);
  }

  #timeOut(running: Running): void {
    if (this.#running !== running) return;
    const { requestId } = running.invocation;
    const { timeoutMs } = this.#options;
    this.#announce(running);
    this.#log.write(`${this.#options.now().toISOString()} ${requestId} Task timed out after ${seconds(timeoutMs)} seconds\n\n`);
    this.kill();
    this.#settle(running, failedAnswer(timedOut(requestId, timeoutMs), 'timeout'), performance.now());
  }

  #finish(requestId: string, answer: InvocationAnswer): void {
    if (this.#running?.invocation.requestId !== requestId || this.#answer !== undefined) return;
    clearTimeout(this.#running.timer);
    this.#answer = { ...answer, answeredAt: performance.now() };
    // What a function writes past its runtime client (straight to the file descriptor) isn't counted: give it one turn to be read.
    if (this.#running.invocation.wantsLog) setImmediate(() => this.#complete());
    else this.#complete();
  }

  /** The answer comes by a socket and the output by pipes: only when the pipes have caught up is the invocation's log whole. */
  #complete(): void {
    const answer = this.#answer;
    const running = this.#running;
    if (answer === undefined || running === undefined) return;
    const { stdoutBytes = 0, stderrBytes = 0 } = answer.measures ?? {};
    if ((this.#process?.stdoutBytes ?? 0) < stdoutBytes || (this.#process?.stderrBytes ?? 0) < stderrBytes) return;
    this.#settle(running, answer, answer.answeredAt);
  }

  #settle(running: Running, answer: InvocationAnswer, answeredAt: number): void {
    const durationMs = Math.max(0, answeredAt - running.startedAt);
    const log = this.#log.end(running.invocation, answer, durationMs, this.#initDurationMs);
    clearTimeout(running.timer);
    this.#running = undefined;
    this.#answer = undefined;
    running.settle(outcomeOf(answer, durationMs, log));
  }

  #end(exit: ProcessExit): void {
    this.#usable = false;
    this.#api?.close();
    const running = this.#running;
    if (running === undefined) return;
    if (this.#answer !== undefined) return this.#settle(running, this.#answer, this.#answer.answeredAt);
    // It was idle, or ended after its last answer: nothing of this invocation ran, so another environment may take it.
    if (!running.delivered && this.#initDurationMs !== undefined) {
      clearTimeout(running.timer);
      this.#running = undefined;
      return running.settle({ kind: 'undelivered' });
    }
    this.#announce(running);
    this.#settle(running, this.#initFailure ?? failedAnswer(exited(running.invocation.requestId, exit)), performance.now());
  }

  /** AWS writes START for an invocation that never reached the handler too. */
  #announce(running: Running): void {
    if (!running.delivered) this.#log.start(running.invocation);
  }
}
