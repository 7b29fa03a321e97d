import { describe, expect, it } from 'vitest';
import { BackendError } from '../backend.ts';
import { connectEngine, type Engine } from './engine.ts';

describe('the container engine', () => {
  it('that does not answer is a sentence and the line that mends it', async () => {
    const none = connectEngine(() => Promise.reject(new Error('Could not find a working container runtime strategy')));
    await expect(none).rejects.toThrow('No container engine answers on this machine.');
    await expect(none).rejects.toBeInstanceOf(BackendError);
    await expect(none).rejects.toHaveProperty('advice', expect.stringContaining('--backend embedded'));
  });

  it('on an address of this machine is reached on 127.0.0.1, where its ports are', async () => {
    // It stands for the bridge's gateway: an address of this machine that isn't called localhost.
    const engine = await connectEngine(() => Promise.resolve(engineAt('::1')));
    expect(engine.info.containerRuntime.host).toBe('127.0.0.1');
  });

  it('on another machine is refused', async () => {
    const elsewhere = connectEngine(() => Promise.resolve(engineAt('192.0.2.77')));
    await expect(elsewhere).rejects.toThrow(
      "The container engine is at 192.0.2.77, and its ports on 127.0.0.1 can't be reached from here.",
    );
  });
});

function engineAt(host: string): Engine {
  const engine = { info: { containerRuntime: { host } } };
  // @ts-expect-error: of the library's client only what is looked at.
  return engine;
}
