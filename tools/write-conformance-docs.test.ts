import { expect, it } from 'vitest';
import { pages, read, render } from './write-conformance-docs.ts';

it.each(pages)('docs/%s says what the suites found (node tools/write-conformance-docs.ts writes it)', async (page) => {
  expect(read(page)).toBe(await render(page));
});
