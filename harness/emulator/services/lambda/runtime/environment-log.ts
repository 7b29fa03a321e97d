import type { Invocation } from './invocation.ts';
import type { InvocationAnswer } from './invocation-answer.ts';
import type { LogLines } from './log-lines.ts';

export interface EnvironmentLogOptions {
  readonly version: string;
  readonly memorySizeMb: number;
  readonly lines: LogLines;
  /** One event of the function's log stream. */
  log(message: string): void;
  readonly now: () => Date;
}

/** What Lambda itself writes around what the function writes, and the tail of it for a caller who asked (LogType Tail). */
export class EnvironmentLog {
  readonly #options: EnvironmentLogOptions;
  /** Of the invocation under way; undefined where nobody asked. */
  #tail: string[] | undefined;
  #maxMemoryUsedMb = 0;
  #reportedInit = false;

  constructor(options: EnvironmentLogOptions) {
    this.#options = options;
  }

  /** From here on lines belong to this invocation. */
  open({ wantsLog }: Invocation): void {
    this.#tail = wantsLog ? [] : undefined;
  }

  start({ requestId }: Invocation): void {
    const { lines, version, now } = this.#options;
    this.write(lines.start(requestId, version, now()));
  }

  write(message: string): void {
    this.#tail?.push(message);
    this.#options.log(message);
  }

  /** Writes END and REPORT, and answers the invocation's log where it was asked for. */
  end({ requestId }: Invocation, answer: InvocationAnswer, durationMs: number, initDurationMs: number | undefined): string | undefined {
    const { lines, memorySizeMb, now } = this.#options;
    const end = lines.end(requestId);
    if (end !== undefined) this.write(end);
    this.#maxMemoryUsedMb = Math.max(this.#maxMemoryUsedMb, Math.ceil((answer.measures?.maxRssKib ?? 0) / 1024));
    const init = this.#reportedInit || initDurationMs === undefined ? {} : { initDurationMs };
    this.#reportedInit = true;
    const report = {
      requestId,
      durationMs,
      memorySizeMb,
      maxMemoryUsedMb: this.#maxMemoryUsedMb,
      status: answer.status,
      ...init,
      ...(answer.errorType === undefined ? {} : { errorType: answer.errorType }),
    };
    this.write(lines.report(report, now()));
    const log = this.#tail?.join('');
    this.#tail = undefined;
    return log;
  }
}
