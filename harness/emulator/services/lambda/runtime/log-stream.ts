import { CreateLogGroup$, CreateLogStream$, PutLogEvents$ } from '@aws-sdk/client-cloudwatch-logs';
import type { StaticOperationSchema } from '@smithy/types';
import type { Principal } from '../../../accounts/principal.ts';
import type { ServiceHost } from '../../../kernel/context.ts';

export interface LogStreamOptions {
  readonly host: Pick<ServiceHost, 'call' | 'now'>;
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly stream: string;
  /** The execution role's session: without its permission to write, there is no log, as on AWS. */
  principal(): Promise<Principal>;
}

interface Line {
  readonly timestamp: number;
  readonly message: string;
}

/** The log stream of one execution environment. Lines gather and are written in batches, off the invocation's way. */
export class LogStream {
  readonly #options: LogStreamOptions;
  #lines: Line[] = [];
  #bytes = 0;
  #created = false;
  /** After a denial nothing is tried for a while, so that a role without the permission costs no call per batch. */
  #quietUntil = 0;
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LogStreamOptions) {
    this.#options = options;
  }

  push(message: string): void {
    this.#lines.push({ timestamp: this.#options.host.now().getTime(), message });
    this.#bytes += message.length + perEventBytes;
    if (this.#bytes > maxBatchBytes / 4 || this.#lines.length >= maxBatchEvents / 4) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  /** Resolves when all that was pushed is written, or known to be unwritable. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#lines;
    this.#lines = [];
    this.#bytes = 0;
    if (lines.length > 0) this.#writing = this.#writing.then(() => this.#write(lines));
    return this.#writing;
  }

  async #write(lines: readonly Line[]): Promise<void> {
    const { group, stream, host } = this.#options;
    if (host.now().getTime() < this.#quietUntil) return;
    try {
      const as = await this.#options.principal();
      if (!this.#created) await this.#create(as);
      for (const logEvents of batches(lines)) {
        await this.#call(PutLogEvents$, { logGroupName: group, logStreamName: stream, logEvents }, as);
      }
    } catch (error) {
      // Nobody to tell but the call trace, where the denied or failed call already stands: AWS drops the lines too.
      if (!(error instanceof Error)) throw error;
      this.#created = false;
      this.#quietUntil = host.now().getTime() + quietMs;
    }
  }

  async #create(as: Principal): Promise<void> {
    const { group: logGroupName, stream: logStreamName } = this.#options;
    const create = (): Promise<void> => this.#call(CreateLogStream$, { logGroupName, logStreamName }, as);
    try {
      await create();
    } catch (error) {
      if (codeOf(error) === 'ResourceNotFoundException') {
        await this.#call(CreateLogGroup$, { logGroupName }, as).catch(unless('ResourceAlreadyExistsException'));
        await create().catch(unless('ResourceAlreadyExistsException'));
      } else unless('ResourceAlreadyExistsException')(error);
    }
    this.#created = true;
  }

  async #call(operation: StaticOperationSchema, input: Record<string, unknown>, as: Principal): Promise<void> {
    const { account, region } = this.#options;
    await this.#options.host.call(operation, input, { as, account, region });
  }
}

const flushAfterMs = 300;
const quietMs = 10_000;
/** Limits of PutLogEvents. */
const maxBatchBytes = 1_048_576;
const maxBatchEvents = 10_000;
const perEventBytes = 26;
const maxEventBytes = 262_144 - perEventBytes;

function* batches(lines: readonly Line[]): Generator<readonly Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  for (const { timestamp, message } of lines) {
    const event = { timestamp, message: message.length > maxEventBytes / 4 ? truncated(message) : message };
    const size = Buffer.byteLength(event.message) + perEventBytes;
    if (batch.length > 0 && (bytes + size > maxBatchBytes || batch.length >= maxBatchEvents)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function truncated(message: string): string {
  return Buffer.byteLength(message) <= maxEventBytes ? message : Buffer.from(message).subarray(0, maxEventBytes).toString('utf8');
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (codeOf(error) !== code) throw error;
  };
}
