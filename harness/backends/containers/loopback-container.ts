import { GenericContainer } from 'testcontainers';

/**
 * A container whose ports are bound to 127.0.0.1 only; testcontainers binds to every address.
 *
 * Its reaper isn't used: it would remove what `--keep` and `--resume` need, it doesn't see the containers that LocalStack starts, and a
 * machine without its image would behave differently. Everything is labelled instead, and removed at the end or by the next start.
 */
export class LoopbackContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    this.withAutoCleanup(false);
  }

  /**
   * On that network, under that name as well, and on no other. testcontainers' aliases would put it on the engine's own bridge first, where every
   * container finds every other by its address.
   */
  onNetworkAlone(network: string, alias: string): this {
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [alias] } } };
    return this.withNetworkMode(network);
  }

  protected override beforeContainerCreated(): Promise<void> {
    const bindings = (this.hostConfig.PortBindings ?? {}) as Readonly<Record<string, readonly { readonly HostPort?: string }[]>>;
    this.hostConfig.PortBindings = Object.fromEntries(
      Object.entries(bindings).map(([port, bound]) => [port, bound.map((binding) => ({ ...binding, HostIp: '127.0.0.1' }))]),
    );
    return Promise.resolve();
  }
}
