import { describe, expect, it } from 'vitest';
import { type AskedEngine, listeningOf } from './listening-of.ts';

const addresses: Readonly<Record<string, Readonly<Record<string, { readonly IPAddress: string }>>>> = {
  ls: { 'rehearsal-1-dev': { IPAddress: '172.18.0.2' } },
  pg: { 'rehearsal-1-dev': { IPAddress: '172.18.0.3' } },
  gone: { 'rehearsal-1-dev': { IPAddress: '' } },
};
const engine: AskedEngine = {
  container: {
    dockerode: { getContainer: (id) => ({ inspect: () => Promise.resolve({ NetworkSettings: { Networks: addresses[id] ?? {} } }) }) },
  },
};
const network = 'rehearsal-1-dev';

describe('what listens for an environment', () => {
  it('is its emulator and its Postgres, at the addresses that the engine gave them', async () => {
    expect(await listeningOf(engine, { emulator: { container: 'ls', network }, postgres: { container: 'pg', network } })).toEqual([
      { name: 'the emulator', host: '172.18.0.2', port: 4566 },
      { name: 'Postgres', host: '172.18.0.3', port: 5432 },
    ]);
  });

  it('is its Postgres alone where one emulator answers for all', async () => {
    const found = await listeningOf(engine, { emulator: undefined, postgres: { container: 'pg', network } });
    expect(found.map(({ name }) => name)).toEqual(['Postgres']);
  });

  it.each(['gone', 'never there'])('is not known of a container that is %s', async (container) => {
    await expect(listeningOf(engine, { emulator: { container, network }, postgres: undefined })).rejects.toThrow(/knows no address/);
  });
});
