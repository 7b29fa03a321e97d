import { describe, expect, it } from 'vitest';
import { BackendError } from '../backend.ts';
import { connectEngine } from './engine.ts';

describe('the container engine', () => {
  it('that does not answer is a sentence and the line that mends it', async () => {
    const none = connectEngine(() => Promise.reject(new Error('Could not find a working container runtime strategy')));
    await expect(none).rejects.toThrow('No container engine answers on this machine.');
    await expect(none).rejects.toBeInstanceOf(BackendError);
    await expect(none).rejects.toHaveProperty('advice', expect.stringContaining('--backend embedded'));
  });
});
