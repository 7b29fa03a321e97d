import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Unit tests of the generated project: each handler, called as it is. */
const functions = JSON.parse(readFileSync('functions.json', 'utf8')) as { name: string; module: string; entry: string }[];

for (const { name, module, entry } of functions) {
  void test(`${name} says who it is`, async () => {
    const { handler } = (await import(new URL(`../${entry}`, import.meta.url).href)) as {
      handler: (event: { rawPath: string }) => Promise<{ body: string }>;
    };
    deepEqual(JSON.parse((await handler({ rawPath: '/unit' })).body), { module, function: name, path: '/unit' });
  });
}
