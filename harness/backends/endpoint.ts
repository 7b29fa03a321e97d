import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { removeCluster } from '../postgres/index.ts';
import { type Backend, BackendError, type World, type WorldPlan } from './backend.ts';
import { clusterFolder, type Clusters, startClusters } from './clusters.ts';
import { type EndpointWorldFile, readEndpointFile, writeEndpointFile } from './endpoint/endpoint-file.ts';
import { ownerKeys, type ProfileNames } from './endpoint/profile-keys.ts';
import { ReachedClusters } from './endpoint/reached-clusters.ts';
import { recognise } from './endpoint/recognise.ts';
import { toWorld } from './endpoint/running-world.ts';
import type { Lease, MadeThing, Tenancy } from './endpoint/tenancy.ts';
import { watchEndpoint } from './endpoint/watch-endpoint.ts';

export interface EndpointOptions {
  /** With its port: `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly tenancy: Tenancy;
  /** Everything that a world of this plan makes there. */
  readonly thingsOf: (plan: WorldPlan) => readonly MadeThing[];
  /** Whose keys are the owners' of this plan's accounts; none where a key of twelve digits is an account's root. */
  readonly profilesOf: (plan: WorldPlan) => ProfileNames;
  readonly note: (text: string) => void;
  /** The address of this machine at which the endpoint's functions find it; 127.0.0.1 where absent. */
  readonly reachedAt: string | null;
}

/**
 * An AWS-compatible endpoint that runs already, which takes a key of twelve digits for that account's root or the keys of a profile, with
 * Postgres clusters of this machine's. It was there before and stays: only what the world made there goes.
 */
export function endpoint(options: EndpointOptions): Backend {
  return {
    kind: 'endpoint',
    start: async (plan) => {
      refuseStandIns(plan);
      refuseToStay(options, plan);
      await mkdir(plan.logsDir, { recursive: true });
      const former = await formerLease(options, plan);
      const lease = former ?? leaseOf(options, plan);
      // Before the first thing is made there: whatever happens from here on, it is found. Nothing goes by it that has another's mark.
      await writeEndpointFile(plan.dataDir, describe(plan, lease, new Map()));
      const found = await options.tenancy.enter(lease);
      if (found === 'new') await beginAnew(options, plan, lease);
      return await open(options, plan, lease, found === 'new');
    },
  };
}

async function open({ tenancy, note, reachedAt }: EndpointOptions, plan: WorldPlan, lease: Lease, fresh: boolean): Promise<World> {
  await using started = new AsyncDisposableStack();
  const emulator = await recognise(lease.endpoint);
  const keys = await ownerKeys(lease.profiles ?? {});
  const clusters = await startClusters(plan, started);
  const reached = new ReachedClusters(reachedAt);
  started.use(reached);
  for (const [name, { port }] of clusters) await reached.add(name, port);
  const up = describe(plan, lease, clusters);
  await writeEndpointFile(plan.dataDir, up);
  const watching = new AbortController();
  const broke = watchEndpoint(lease.endpoint, watching.signal);
  const gone = broke.catch(() => true as const);
  const running = started.move();
  const end = async (): Promise<void> => {
    const isGone = await Promise.race([gone, Promise.resolve(false)]);
    watching.abort();
    await running.disposeAsync();
    if (plan.lifetime === 'detached') {
      for (const cluster of clusters.values()) cluster.release();
      return await writeEndpointFile(plan.dataDir, { ...up, state: 'kept' });
    }
    if (isGone)
      return note(
        `What the run made at ${lease.endpoint} is there still, if anything is: rehearse down takes it away when that answers again.`,
      );
    for (const left of await tenancy.leave(lease)) note(`Left at ${lease.endpoint}: ${left}`);
    await writeEndpointFile(plan.dataDir, { ...up, state: 'ended' });
  };
  return toWorld({ endpoint: lease.endpoint, emulator, keys, plan, clusters, reached, fresh, broke, end });
}

function refuseStandIns({ standIns }: WorldPlan): void {
  const [standIn] = standIns ?? [];
  if (standIn === undefined) return;
  throw new BackendError(
    `The endpoint backend has no stand-ins, and rehearsal.yaml declares ${standIn} as one.`,
    'Rehearse on the embedded backend: --backend embedded.',
  );
}

/** What passes connections on is this process, and keys of profiles are never written down. */
function refuseToStay({ reachedAt, profilesOf }: EndpointOptions, plan: WorldPlan): void {
  if (plan.lifetime === 'parent') return;
  if (Object.keys(profilesOf(plan)).length > 0)
    throw new BackendError(
      "The keys of profiles are known only while the command runs, so this world can't be left up.",
      'Leave out --keep, or --profile.',
    );
  if (reachedAt === null) return;
  throw new BackendError(
    `Databases are reached at ${reachedAt} only while the command runs, so this world can't be left up.`,
    'Leave out --keep, or --reached-at.',
  );
}

/** What an earlier start in this folder made, at the same endpoint; null where all of it is gone. */
async function formerLease({ url }: EndpointOptions, { dataDir }: WorldPlan): Promise<Lease | null> {
  const former = await readEndpointFile(dataDir);
  return former === null || former.state === 'ended' || former.lease.endpoint !== url ? null : former.lease;
}

function leaseOf({ url, thingsOf, profilesOf }: EndpointOptions, plan: WorldPlan): Lease {
  const { dataDir: folder, tooling } = plan;
  const profiles = profilesOf(plan);
  return { endpoint: url, id: randomBytes(4).toString('hex'), folder, tooling, profiles, things: thingsOf(plan) };
}

/** The endpoint knows nothing of an earlier start in this folder: databases that are ahead of it are of no use either. */
async function beginAnew({ tenancy }: EndpointOptions, { dataDir, environments, whenGone }: WorldPlan, lease: Lease): Promise<void> {
  if (whenGone === 'refuse') {
    await tenancy.leave(lease);
    throw new BackendError(
      `What this world made at ${lease.endpoint} is gone.`,
      'Bring up a new one: rehearse run --resume --keep, or rehearse up.',
    );
  }
  for (const { name } of environments) {
    const folder = clusterFolder(dataDir, name);
    if (existsSync(folder)) await removeCluster(folder);
  }
}

function describe({ lifetime, tooling, environments }: WorldPlan, lease: Lease, clusters: Clusters): EndpointWorldFile {
  const postgres = [...clusters].map(([name, { port }]) => ({ name, port }));
  return { kind: 'endpoint', state: 'up', lifetime, tooling, environments, lease, postgres };
}
