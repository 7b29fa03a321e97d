import { expect, it } from 'vitest';
import { sha256Of } from './sha256-of.ts';

it('hashes text as UTF-8 and bytes as they are', () => {
  expect(sha256Of('')).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256Of('é')).toBe(sha256Of(new Uint8Array([0xc3, 0xa9])));
});
