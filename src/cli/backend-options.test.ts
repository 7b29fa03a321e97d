import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addBackendOptions, backendOptions } from './backend-options.ts';

describe('what is typed about the backend', () => {
  it.each([
    ['nothing', { backend: 'embedded' }, { backend: 'embedded' }],
    ['an emulator', { backend: 'containers', emulator: 'ministack' }, { backend: 'containers', emulator: 'ministack' }],
    ['an isolation', { backend: 'containers', isolation: 'strict' }, { backend: 'containers', isolation: 'strict' }],
    [
      'an endpoint',
      { backend: 'endpoint', endpoint: 'http://127.0.0.1:4566' },
      { backend: 'endpoint', endpoint: { url: 'http://127.0.0.1:4566', beyondLoopback: false } },
    ],
    [
      'an endpoint elsewhere',
      { backend: 'endpoint', endpoint: 'http://10.0.0.5:4566', beyondLoopback: true },
      { backend: 'endpoint', endpoint: { url: 'http://10.0.0.5:4566', beyondLoopback: true } },
    ],
    [
      'an endpoint with functions in containers',
      { backend: 'endpoint', endpoint: 'http://127.0.0.1:4566', reachedAt: '172.17.0.1' },
      { backend: 'endpoint', endpoint: { url: 'http://127.0.0.1:4566', beyondLoopback: false, reachedAt: '172.17.0.1' } },
    ],
    [
      'an endpoint with profiles',
      { backend: 'endpoint', endpoint: 'http://127.0.0.1:4566', profile: { uat: 'payments-uat' } },
      { backend: 'endpoint', endpoint: { url: 'http://127.0.0.1:4566', beyondLoopback: false, profiles: { uat: 'payments-uat' } } },
    ],
  ] as const)('is passed on: %s', (_, flags, options) => {
    expect(backendOptions(flags)).toEqual(options);
  });

  it.each([
    [{ backend: 'embedded', emulator: 'ministack' }, '--emulator: is for the containers backend alone'],
    [{ backend: 'endpoint', isolation: 'strict' }, '--isolation: is for the containers backend alone'],
    [{ backend: 'containers', endpoint: 'http://127.0.0.1:4566' }, '--endpoint: is for the endpoint backend alone'],
    [{ backend: 'embedded', reachedAt: '172.17.0.1' }, '--reached-at: is for the endpoint backend alone'],
    [{ backend: 'embedded', beyondLoopback: true }, '--beyond-loopback: is for the endpoint backend alone'],
    [{ backend: 'containers', profile: { uat: 'payments-uat' } }, '--profile: is for the endpoint backend alone'],
  ] as const)('is refused where it is another backend’s: %j', (flags, message) => {
    expect(() => backendOptions(flags)).toThrow(message);
  });

  const typed = (...profiles: readonly string[]): unknown =>
    addBackendOptions(new Command())
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parse(
        profiles.flatMap((profile) => ['--profile', profile]),
        { from: 'user' },
      )
      .opts()['profile'];

  it('names a profile an environment', () => {
    expect(typed('uat=payments-uat', 'production=acme=live')).toEqual({ uat: 'payments-uat', production: 'acme=live' });
  });

  it.each([
    [['payments-uat'], 'as in uat=payments-uat'],
    [['uat='], 'as in uat=payments-uat'],
    [['uat=one', 'uat=other'], 'uat has one already'],
  ])('names no profile in another way: %j', (profiles, message) => {
    expect(() => typed(...profiles)).toThrow(message);
  });
});
