import { describe, expect, it } from 'vitest';
import { removeOrWarn, type RemovingEngine, removeWorld, StuckNetworkError } from './remove-world.ts';

interface Container {
  readonly Id: string;
  readonly State: string;
  readonly Mounts: readonly { readonly Destination: string }[];
}

const container = (Id: string, State = 'running', socket = false): Container => ({
  Id,
  State,
  Mounts: socket ? [{ Destination: '/var/run/docker.sock' }] : [],
});

/** An engine of one world, whose network goes only when no container is left; `stuck` never. */
class FakeEngine {
  containers: Container[];
  networks = [{ Id: 'n', Name: 'rehearsal-1' }];
  readonly removed: string[] = [];
  readonly stuck: boolean;
  /** Somebody else is removing this one. */
  busy = '';
  /** What the engine answers to the removal of a network; null where it removes it. */
  failing: number | null = null;
  /** What happens between two looks. */
  meanwhile: (round: number) => void = () => undefined;
  #looks = 0;

  constructor(containers: readonly Container[], stuck = false) {
    this.containers = [...containers];
    this.stuck = stuck;
  }

  get engine(): RemovingEngine {
    const gone = (statusCode: number): Promise<never> => Promise.reject(Object.assign(new Error('no'), { statusCode }));
    const dockerode = {
      listContainers: ({ filters }: { filters: { network?: string[] } }) => {
        if (filters.network === undefined) this.meanwhile((this.#looks += 1));
        return Promise.resolve(this.containers);
      },
      listNetworks: () => Promise.resolve(this.networks),
      listVolumes: () => Promise.resolve({ Volumes: [] }),
      getContainer: (id: string) => ({
        remove: () => {
          if (id === this.busy) return gone(409);
          this.removed.push(id);
          this.containers = this.containers.filter(({ Id }) => Id !== id);
          return Promise.resolve();
        },
      }),
      getNetwork: () => ({
        remove: () => {
          if (this.failing !== null) return gone(this.failing);
          if (this.stuck || this.containers.length > 0) return gone(403);
          this.networks = [];
          return Promise.resolve();
        },
      }),
      getVolume: () => ({ remove: () => gone(404) }),
    };
    return { container: { dockerode } } as unknown as RemovingEngine;
  }
}

const atOnce = (() => Promise.resolve()) as Parameters<typeof removeWorld>[2];
const remove = (fake: FakeEngine): Promise<void> => removeWorld(fake.engine, '1', atOnce);

describe('a world that is removed', () => {
  it('loses whoever starts containers first, then everything else, and its network', async () => {
    const fake = new FakeEngine([container('postgres'), container('lambda'), container('localstack', 'running', true)]);
    await remove(fake);
    expect(fake.removed).toEqual(['localstack', 'postgres', 'lambda']);
    expect(fake.networks).toEqual([]);
  });

  it('lets the engine bring up what it is starting, and takes it then', async () => {
    const fake = new FakeEngine([container('localstack', 'running', true), container('lambda', 'created')]);
    const seen: (readonly string[])[] = [];
    fake.meanwhile = (round) => {
      seen.push([...fake.removed]);
      if (round === 4) fake.containers = [container('lambda')];
    };
    await remove(fake);
    expect(seen.slice(0, 4)).toEqual([[], ['localstack'], ['localstack'], ['localstack']]);
    expect(fake.removed).toEqual(['localstack', 'lambda']);
    expect(fake.networks).toEqual([]);
  });

  it('takes what is created and never started too', async () => {
    const fake = new FakeEngine([container('lambda', 'created')]);
    await remove(fake);
    expect(fake.removed).toEqual(['lambda']);
    expect(fake.networks).toEqual([]);
  });

  it('waits for whoever starts containers while somebody else is removing it', async () => {
    const fake = new FakeEngine([container('localstack', 'running', true), container('lambda')]);
    fake.busy = 'localstack';
    let waited = 0;
    await removeWorld(fake.engine, '1', (() => {
      waited += 1;
      if (waited === 5) fake.containers = [container('lambda')];
      return Promise.resolve();
    }) as Parameters<typeof removeWorld>[2]);
    expect(fake.removed).toEqual(['lambda']);
    expect(waited).toBeGreaterThanOrEqual(5);
  });

  it('is tried again where the engine fails, and is gone when it has mended', async () => {
    const fake = new FakeEngine([container('postgres')]);
    fake.failing = 500;
    fake.meanwhile = (round) => {
      if (round === 4) fake.failing = null;
    };
    await remove(fake);
    expect(fake.networks).toEqual([]);
  });

  it('hears that the engine has gone away where it failed while it was shutting down', async () => {
    const fake = new FakeEngine([container('postgres')]);
    fake.failing = 500;
    fake.meanwhile = (round) => {
      if (round === 4) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    };
    await expect(remove(fake)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says what the engine fails at where it goes on failing', async () => {
    const fake = new FakeEngine([container('postgres')]);
    fake.failing = 500;
    await expect(remove(fake)).rejects.toMatchObject({ statusCode: 500 });
  });

  it('says so where the engine keeps a network that nobody is on', async () => {
    const fake = new FakeEngine([container('postgres')], true);
    await expect(remove(fake)).rejects.toThrow(StuckNetworkError);
    await expect(remove(fake)).rejects.toThrow(
      'The container engine says that the network rehearsal-1 is in use, and names nobody who uses it: restart the engine, and the next start removes it.',
    );
  });

  it('ends no run where the engine keeps a network that nobody is on: that is said', async () => {
    const fake = new FakeEngine([container('postgres')], true);
    const said: string[] = [];
    await removeOrWarn(fake.engine, '1', { warn: (text) => said.push(text), waits: atOnce });
    expect(fake.removed).toEqual(['postgres']);
    expect(said).toEqual([expect.stringContaining('the network rehearsal-1 is in use, and names nobody who uses it')]);
  });

  it('does end it where something else of the world stays', async () => {
    const fake = new FakeEngine([container('postgres')]);
    fake.busy = 'postgres';
    await expect(removeOrWarn(fake.engine, '1', { waits: atOnce })).rejects.toThrow("can't be removed");
  });
});
