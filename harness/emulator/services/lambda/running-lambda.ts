import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { OperationContext, ServiceHost } from '../../kernel/context.ts';
import { AsyncEvents } from './async-events.ts';
import { CodeDownloads } from './code-downloads.ts';
import { Pollers } from './event-source-mappings/pollers.ts';
import { followFaults } from './follow-faults.ts';
import { FunctionUrls } from './function-urls/function-urls.ts';
import { ExecutionRoles } from './runtime/execution-role.ts';
import { Fleet } from './runtime/fleet.ts';
import type { EnvironmentFactory } from './runtime/start-environment.ts';
import { CodeFolders } from './runtime/unpack-code.ts';
import { Watchdog } from './runtime/watchdog.ts';

/** What Lambda keeps beside its rows while the emulator runs. */
export class RunningLambda implements AsyncDisposable {
  readonly host: ServiceHost;
  readonly fleet: Fleet;
  readonly factory: EnvironmentFactory;
  readonly urls: FunctionUrls;
  readonly downloads: CodeDownloads;
  readonly events: AsyncEvents;
  readonly mappings: Pollers;
  readonly #reaper: NodeJS.Timeout;

  private constructor(host: ServiceHost) {
    const directory = join(host.dataDir, 'lambda');
    const temporaryDirectory = join(directory, 'tmp');
    // What a killed emulator left there.
    rmSync(temporaryDirectory, { recursive: true, force: true });
    this.host = host;
    this.fleet = new Fleet({
      maxConcurrent: host.maxConcurrentFunctions,
      // A start takes all of a processor: more at once are all later, and the first is what most wait for.
      maxStarting: Math.max(2, availableParallelism()),
      idleMs,
      nowMs: () => host.now().getTime(),
    });
    this.factory = {
      host,
      roles: new ExecutionRoles(host),
      code: new CodeFolders(join(directory, 'code'), (sha256) => host.state.blobs.path(sha256)),
      watchdog: new Watchdog(),
      temporaryDirectory,
    };
    this.downloads = new CodeDownloads(host);
    this.events = new AsyncEvents(this);
    this.mappings = new Pollers(this);
    this.urls = new FunctionUrls(this);
    this.#reaper = setInterval(() => this.fleet.reap(), idleMs / 10).unref();
  }

  /** Listens again on the port of every function URL there is. */
  static async start(host: ServiceHost): Promise<RunningLambda> {
    const running = new RunningLambda(host);
    await running.urls.reopen();
    followFaults(host.faults, running.fleet);
    running.events.start();
    running.mappings.start();
    host.answerHosts((request, from) => running.urls.byHost(request, from));
    return running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#reaper);
    this.events.stop();
    this.mappings.stop();
    await this.urls[Symbol.asyncDispose]();
    await this.downloads[Symbol.asyncDispose]();
    await this.fleet.close();
    await this.events.settled();
    await this.mappings.settled();
    this.factory.watchdog[Symbol.dispose]();
  }
}

/** How long an environment stays warm without work. */
const idleMs = 300_000;

export function runningLambda(context: Pick<OperationContext, 'running'>): RunningLambda {
  if (!(context.running instanceof RunningLambda)) throw new Error('Lambda was not started.');
  return context.running;
}
