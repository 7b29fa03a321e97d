import { describe, expect, it } from 'vitest';
import type { AwsCredentials } from '../aws/accounts.ts';
import { shared } from './assume.ts';

function session(inMs: number): AwsCredentials {
  return { accessKeyId: 'ASIA', secretAccessKey: 'x', expiration: new Date(Date.now() + inMs) };
}

describe('a session that several clients share', () => {
  it('is asked for once while it is fresh', async () => {
    let asked = 0;
    const source = shared(() => {
      asked += 1;
      return Promise.resolve(session(900_000));
    });
    await Promise.all([source(), source()]);
    await source();
    expect(asked).toBe(1);
  });

  it('is asked for again when little is left of it', async () => {
    let asked = 0;
    const source = shared(() => {
      asked += 1;
      return Promise.resolve(session(299_000));
    });
    await source();
    await source();
    expect(asked).toBe(2);
  });

  it('is asked for again after a refusal', async () => {
    const answers = [Promise.reject(new Error('no')), Promise.resolve(session(900_000))];
    const source = shared(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
    await expect(source()).rejects.toThrow('no');
    expect((await source()).accessKeyId).toBe('ASIA');
  });
});
