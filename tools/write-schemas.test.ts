import { expect, it } from 'vitest';
import { isCurrent, schemas } from './write-schemas.ts';

it.each(Object.keys(schemas))('schemas/%s is what the code checks with (npm run schemas writes it)', (name) => {
  expect(isCurrent(name)).toBe(true);
});
