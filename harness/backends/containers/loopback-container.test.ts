import { expect, it } from 'vitest';
import { LoopbackContainer } from './loopback-container.ts';

/** What would be asked of the engine. */
class Asked extends LoopbackContainer {
  get network(): object {
    return { mode: this.networkMode, aliases: this.networkAliases, endpoints: this.createOpts.NetworkingConfig?.EndpointsConfig };
  }
}

it('is on one network alone, under a name of its own there: with an alias of testcontainers it would be on the bridge too', () => {
  expect(new Asked('postgres:17').onNetworkAlone('rehearsal-1-uat', 'postgres-uat').network).toEqual({
    mode: 'rehearsal-1-uat',
    aliases: [],
    endpoints: { 'rehearsal-1-uat': { Aliases: ['postgres-uat'] } },
  });
});
