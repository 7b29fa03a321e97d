import { expect, it } from 'vitest';
import { readKnown, readPage, render, unknownIn } from './write-caught-docs.ts';

it('docs/backends.md says what was caught on each backend (node tools/write-caught-docs.ts writes it)', () => {
  expect(unknownIn(readKnown())).toEqual([]);
  expect(readPage()).toBe(render(readPage(), readKnown()));
});
