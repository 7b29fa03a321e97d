import { FunctionProcess } from './function-process.ts';
import type { Invocation, InvocationOutcome } from './invocation.ts';
import { maxResponseBytes } from './invocation.ts';
import type { InvocationReport, LogLines } from './log-lines.ts';
import { serveRuntimeApi } from './runtime-api-server.ts';
import type { InvocationHead, ProcessMeasures, RuntimeApiServer } from './runtime-api-server.ts';
import { exited, responseTooLarge, seconds, timedOut } from './runtime-failures.ts';
import type { ProcessExit, RuntimeFailure } from './runtime-failures.ts';
import type { Watchdog } from './watchdog.ts';

export interface EnvironmentOptions {
  readonly version: string;
  readonly timeoutMs: number;
  readonly memorySizeMb: number;
  readonly nodeFlags: readonly string[];
  readonly codeDirectory: string;
  /** Complete but for AWS_LAMBDA_RUNTIME_API. */
  readonly variables: Readonly<Record<string, string>>;
  readonly watchdog: Watchdog;
  readonly lines: LogLines;
  /** One event of the function's log stream. */
  log(message: string): void;
  now(): Date;
  /** The init phase may take this long before the function's own timeout begins to run. AWS: 10 s. */
  readonly initTimeoutMs?: number;
}

interface Running {
  readonly invocation: Invocation;
  readonly settle: (outcome: InvocationOutcome) => void;
  readonly lines: string[];
  delivered: boolean;
  startedAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** What the function said, kept until all of its output was read. */
interface Answer {
  readonly payload: Uint8Array;
  readonly errorType?: string;
  readonly status: InvocationReport['status'];
  readonly measures?: ProcessMeasures;
}

/** One execution environment: a process that serves one invocation after the other, and the Runtime API for it. */
export class Environment {
  readonly #options: EnvironmentOptions;
  readonly #spawnedAt = performance.now();
  #api: RuntimeApiServer | undefined;
  #process: FunctionProcess | undefined;
  #running: Running | undefined;
  #deliver: ((head: InvocationHead, payload: Uint8Array) => void) | undefined;
  #answer: (Answer & { readonly answeredAt: number }) | undefined;
  #initDurationMs: number | undefined;
  #initFailure: Answer | undefined;
  #maxMemoryUsedMb = 0;
  #usable = true;
  #gone: Promise<void> = Promise.resolve();

  private constructor(options: EnvironmentOptions) {
    this.#options = options;
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
      this.#running = { invocation, settle, lines: [], delivered: false, startedAt: performance.now(), timer: undefined };
      if (this.#initDurationMs === undefined) this.#limitInit(this.#running);
      this.#tryDeliver();
    });
  }

  kill(): void {
    this.#usable = false;
    this.#process?.kill();
  }

  async #start(): Promise<void> {
    this.#api = await serveRuntimeApi({
      next: (deliver) => {
        this.#initDurationMs ??= performance.now() - this.#spawnedAt;
        this.#deliver = deliver;
        this.#tryDeliver();
      },
      response: (requestId, payload, measures) => this.#finish(requestId, { payload, status: 'success', measures }),
      tooLarge: (requestId) => this.#finish(requestId, failed(responseTooLarge(maxResponseBytes))),
      error: (requestId, payload, errorType, measures) => this.#finish(requestId, { payload, errorType, status: 'error', measures }),
      initError: (payload, errorType) => (this.#initFailure = { payload, errorType, status: 'error' }),
    });
    const { codeDirectory, variables, nodeFlags, watchdog } = this.#options;
    this.#process = new FunctionProcess({
      codeDirectory,
      variables: { ...variables, AWS_LAMBDA_RUNTIME_API: this.#api.address },
      nodeFlags,
      watchdog,
      onLine: (line) => this.#log(`${line}\n`),
      onOutput: () => this.#complete(),
    });
    this.#gone = this.#process.exited.then((exit) => this.#end(exit));
  }

  #tryDeliver(): void {
    const running = this.#running;
    if (running === undefined || running.delivered || this.#deliver === undefined) return;
    const { requestId, invokedFunctionArn, payload, clientContext } = running.invocation;
    const { timeoutMs, lines, version } = this.#options;
    running.delivered = true;
    running.startedAt = performance.now();
    clearTimeout(running.timer);
    running.timer = setTimeout(() => this.#timeOut(running), timeoutMs);
    this.#log(lines.start(requestId, version, this.#options.now()));
    const deliver = this.#deliver;
    this.#deliver = undefined;
    const head = {
      'lambda-runtime-aws-request-id': requestId,
      // The wall clock, not the emulator's: the process compares it with its own.
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': invokedFunctionArn,
      'lambda-runtime-trace-id': traceId(requestId),
    };
    deliver(clientContext === undefined ? head : { ...head, 'lambda-runtime-client-context': clientContext }, payload);
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
    this.#log(`${this.#options.now().toISOString()} ${requestId} Task timed out after ${seconds(timeoutMs)} seconds\n\n`);
    this.kill();
    this.#settle(running, failed(timedOut(requestId, timeoutMs), 'timeout'), performance.now());
  }

  #finish(requestId: string, answer: Answer): void {
    if (this.#running?.invocation.requestId !== requestId || this.#answer !== undefined) return;
    clearTimeout(this.#running.timer);
    this.#maxMemoryUsedMb = Math.max(this.#maxMemoryUsedMb, Math.ceil((answer.measures?.maxRssKib ?? 0) / 1024));
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

  #settle(running: Running, answer: Answer, answeredAt: number): void {
    const { requestId, wantsLog } = running.invocation;
    const durationMs = Math.max(0, answeredAt - running.startedAt);
    const { lines, memorySizeMb } = this.#options;
    const end = lines.end(requestId);
    if (end !== undefined) this.#log(end);
    const initDurationMs = this.#initDurationMs;
    const first = initDurationMs !== undefined && !this.#reportedInit;
    this.#reportedInit = true;
    const report: InvocationReport = {
      requestId,
      durationMs,
      memorySizeMb,
      maxMemoryUsedMb: this.#maxMemoryUsedMb,
      status: answer.status,
      ...(first ? { initDurationMs } : {}),
      ...(answer.errorType === undefined ? {} : { errorType: answer.errorType }),
    };
    this.#log(lines.report(report, this.#options.now()));
    clearTimeout(running.timer);
    this.#running = undefined;
    this.#answer = undefined;
    const log = wantsLog ? { log: running.lines.join('') } : {};
    const { payload, errorType } = answer;
    running.settle(
      errorType === undefined
        ? { kind: 'answered', payload, durationMs, ...log }
        : { kind: 'failed', payload, errorType, durationMs, ...log },
    );
  }

  #reportedInit = false;

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
    this.#settle(running, this.#initFailure ?? failed(exited(running.invocation.requestId, exit)), performance.now());
  }

  /** AWS writes START for an invocation that never reached the handler too. */
  #announce(running: Running): void {
    if (!running.delivered) this.#log(this.#options.lines.start(running.invocation.requestId, this.#options.version, this.#options.now()));
  }

  #log(message: string): void {
    if (this.#running?.invocation.wantsLog === true) this.#running.lines.push(message);
    this.#options.log(message);
  }
}

function failed(failure: RuntimeFailure, status: InvocationReport['status'] = 'error'): Answer {
  return { payload: Buffer.from(JSON.stringify(failure)), errorType: failure.errorType, status };
}

function traceId(requestId: string): string {
  const hex = requestId.replaceAll('-', '');
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${hex.slice(0, 24)};Parent=${hex.slice(16, 32)};Sampled=0`;
}
