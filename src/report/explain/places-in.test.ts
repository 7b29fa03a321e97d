import { expect, it } from 'vitest';
import { placesIn } from './places-in.ts';

it.each([
  ['Error\n  at pay (/w/src/pay.ts:3:7)\n  at run (/w/node_modules/x/y.js:1:1)\n  at internal/timers.js:2:2', ['/w/src/pay.ts:3:7']],
  ['file:///w/a.mjs:10 and src/b.tsx:2:1, again src/b.tsx:2:1', ['/w/a.mjs:10', 'src/b.tsx:2:1']],
  ['V2__add.sql:4: syntax error', ['V2__add.sql:4']],
  ['features/pay.feature:12', ['features/pay.feature:12']],
  ['at 12:30:45 on localhost:8080', []],
])('finds in %j %j', (text, places) => {
  expect(placesIn(text)).toEqual(places);
});
