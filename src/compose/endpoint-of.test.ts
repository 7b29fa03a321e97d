import { describe, expect, it } from 'vitest';
import { ConfigError } from '../config/config-error.ts';
import { endpointOf } from './endpoint-of.ts';

const here = 'http://127.0.0.1:4566';

function refusedFor(url: string, beyondLoopback = false): string {
  try {
    endpointOf({ backend: 'endpoint', endpoint: { url, beyondLoopback } });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'taken';
}

describe('the endpoint of a rehearsal', () => {
  it.each([
    ['an IPv4 loopback address', here],
    ['another of them', 'http://127.0.0.53:4566'],
    ['the IPv6 one', 'http://[::1]:4566'],
    ['the name that can only be this machine', 'http://localhost:4566'],
    ['one with TLS', 'https://localhost:4566'],
  ])('may be %s', (_, url) => {
    expect(endpointOf({ backend: 'endpoint', endpoint: { url, beyondLoopback: false } })).toEqual({ url, reachedAt: null, profiles: {} });
  });

  it('is none on another backend', () => {
    expect(endpointOf({ backend: 'embedded' })).toBeNull();
  });

  it('has to be named', () => {
    expect(() => endpointOf({ backend: 'endpoint' })).toThrow('names no endpoint');
  });

  it.each([
    ['a private address', 'http://10.0.0.5:4566'],
    ['every address of this machine', 'http://0.0.0.0:4566'],
    ['a name that begins like loopback', 'http://127.0.0.1.example:4566'],
    ['a name below localhost', 'http://uat.localhost:4566'],
    ['a container’s name', 'http://localstack:4566'],
  ])('is refused where it is %s, unless that is asked for', (_, url) => {
    expect(refusedFor(url)).toContain('loopback');
    expect(endpointOf({ backend: 'endpoint', endpoint: { url, beyondLoopback: true } })).toMatchObject({ url });
  });

  it.each([
    'https://sts.amazonaws.com:444',
    'https://s3.eu-west-1.amazonaws.com:444',
    'https://lambda.cn-north-1.amazonaws.com.cn:444',
    'https://lambda.us-east-1.api.aws:444',
  ])('is never AWS itself: %s', (url) => {
    expect(refusedFor(url, true)).toContain('AWS itself');
  });

  it.each(['127.0.0.1', '172.17.0.1', '10.1.2.3', '192.168.64.1'])('may find this machine at %s', (reachedAt) => {
    expect(endpointOf({ backend: 'endpoint', endpoint: { url: here, beyondLoopback: false, reachedAt } })).toEqual({
      url: here,
      reachedAt,
      profiles: {},
    });
  });

  it.each(['0.0.0.0', '203.0.113.7', '172.32.0.1', 'host.docker.internal', '::'])(
    'is refused where it would find this machine at %s, where others may too',
    (reachedAt) => {
      const asked = { backend: 'endpoint', endpoint: { url: here, beyondLoopback: false, reachedAt } } as const;
      expect(() => endpointOf(asked)).toThrow('--reached-at');
    },
  );

  it.each(['nowhere', '127.0.0.1:4566', 'ftp://127.0.0.1:4566', 'http://127.0.0.1', `${here}/path`, 'http://key@127.0.0.1:4566'])(
    'is refused where it is no such URL: %s',
    (url) => {
      expect(refusedFor(url)).toContain('is not the URL of an endpoint');
    },
  );
});
