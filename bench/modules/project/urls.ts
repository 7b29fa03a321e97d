import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** Every test of the generated project that looks at an environment: each function, asked at its URL. */
const functions = JSON.parse(readFileSync('functions.json', 'utf8')) as { name: string; module: string }[];

for (const { name, module } of functions) {
  void test(`${name} answers at its address`, async () => {
    const url = process.env[`API_URL_${name.toUpperCase().replaceAll('-', '_')}`] ?? '';
    deepEqual(await (await fetch(new URL('/asked', url))).json(), { module, function: name, path: '/asked' });
  });
}
