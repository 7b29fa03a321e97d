import { setTimeout as pause } from 'node:timers/promises';
import type { Project } from '../../../src/model/project.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { LoadRunner } from '../../../src/ports/load-runner.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import type { ShadowReport, ShadowTraffic, ShadowWish } from '../../../src/ports/shadow.ts';
import type { Mirror } from '../rehearsal/open-mirror.ts';
import { ask } from './ask.ts';
import { startMirroringProxy } from './mirroring-proxy.ts';
import { readRecordings, type Recording, replay, withoutAddress } from './recordings.ts';
import { ShadowQueue } from './shadow-queue.ts';

type Variables = Readonly<Record<string, string>>;

export interface MirroredShadowOptions {
  readonly project: Project;
  /** Null where the backend can't copy a database. */
  readonly openMirror: (environment: string) => Promise<Mirror | null>;
  /** The ports inside of a double. */
  readonly portsIn: (mirror: Mirror) => Pick<Ports, 'deployer' | 'migrator' | 'router'>;
  /** Where the functions of what is live are reached, and those in a double: by variable. */
  readonly urlsOf: (environment: string) => Promise<Variables>;
  readonly urlsIn: (mirror: Mirror, environment: string) => Promise<Variables>;
  /** Users who go where these say. */
  readonly usersAt: (urls: Variables) => Pick<LoadRunner, 'startTraffic'>;
  /** A file of the commit that is rehearsed; null where it isn't there. */
  readonly read: (path: string) => Promise<string | null>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** How long the candidate may still work off copies after the last user has gone. */
const lateMs = 20_000;

/** Users of the environment go through a proxy to what is live; copies of their requests go to the release in a double. */
export class MirroredShadow implements ShadowTraffic {
  readonly #options: MirroredShadowOptions;

  constructor(options: MirroredShadowOptions) {
    this.#options = options;
  }

  async mirror(wish: ShadowWish): Promise<ShadowReport> {
    const { environment, release } = wish;
    const { project, openMirror, portsIn, urlsOf, urlsIn } = this.#options;
    const program = project.modules.find(({ infrastructure }) => infrastructure.kind === 'program');
    if (program !== undefined) {
      const reason = `${program.id} is deployed by a program of its own, which is not run in a double.`;
      return { kind: 'no-double', reason, lacking: null };
    }
    const live = await urlsOf(environment);
    if (Object.keys(live).length === 0) return { kind: 'nothing-live' };
    const recorded = await readRecordings(project.shadowRecordings, this.#options.read);
    if (recorded.kind === 'unreadable') return noTraffic(recorded.reason);
    const unreached = withoutAddress(recorded.recordings, live);
    if (unreached !== null)
      return noTraffic(`rehearsal.yaml: shadow.recordings: ${unreached} has no URL in ${environment}: name a function that users reach.`);
    await using mirror = await openMirror(environment);
    if (mirror === null) return { kind: 'no-double', reason: 'This backend can not copy a database.', lacking: 'database-copies' };
    const { deployer, migrator, router } = portsIn(mirror);
    const migrated = await migrator.migrate(environment, release);
    if (migrated.kind === 'failed') return { kind: 'not-up', reason: migrated.reason };
    const deployed = await deployer.deploy(environment, release);
    if (deployed.kind === 'failed') return { kind: 'not-up', reason: deployed.reason };
    await router.shift(environment, deployed.functions, 100);
    return await this.#watch(wish, live, await urlsIn(mirror, environment), recorded.recordings);
  }

  async #watch(
    { environment, forMs }: ShadowWish,
    live: Variables,
    candidates: Variables,
    recordings: readonly Recording[],
  ): Promise<ShadowReport> {
    const { project, usersAt, evidence } = this.#options;
    const gone = Object.keys(live).find((variable) => candidates[variable] === undefined);
    if (gone !== undefined) return { kind: 'not-up', reason: `nothing of it stands behind ${gone}, where users are answered now.` };
    const queue = new ShadowQueue({ scope: project.shadow, routes: (project.performance?.routes ?? []).map(({ route }) => route), ask });
    await using stack = new AsyncDisposableStack();
    const proxies = new Map<string, string>();
    for (const [variable, url] of Object.entries(live)) {
      if (proxies.has(url)) continue;
      const candidate = candidates[variable] ?? '';
      const proxy = stack.use(await startMirroringProxy(url, (asked, answer) => queue.add(candidate, asked, answer)));
      proxies.set(url, proxy.url);
    }
    const mirrored = Object.fromEntries(Object.entries(live).map(([name, url]) => [name, proxies.get(url) ?? url]));
    const traffic = await usersAt(mirrored).startTraffic(environment);
    if (traffic.kind !== 'flowing') return { kind: 'no-traffic', failure: traffic };
    await pause(forMs);
    const { cutShort, evidence: seen } = await traffic.stop();
    const replayed = await replay(recordings, mirrored);
    const left = await queue.end(pause(lateMs, undefined, { ref: false }));
    const { routes, differences, liveFailed } = queue;
    const kept = await evidence.keep(
      `${environment}-shadow.json`,
      JSON.stringify({ environment, scope: project.shadow, routes, differences, liveFailed, replayed, left }, null, 2),
    );
    return { kind: 'mirrored', routes, differences, liveFailed, replayed, left, cutShort, evidence: [kept, ...seen] };
  }
}

function noTraffic(reason: string): ShadowReport {
  return { kind: 'no-traffic', failure: { kind: 'broken', reason } };
}
