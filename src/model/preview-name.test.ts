import { expect, it } from 'vitest';
import { previewName } from './preview-name.ts';

it.each([
  ['feature/Refunds', 'preview-feature-refunds'],
  ['main', 'preview-main'],
  ['v1.4.0', 'preview-v1-4-0'],
  ['-ünder_score--', 'preview-nder-score'],
  ['e411f51caf2b0e3a3c1c9d2a5b8f7e6d4c3b2a10', 'preview-e411f51caf2b'],
  [`feature/${'a'.repeat(32)}/b`, `preview-feature-${'a'.repeat(32)}`],
])('%s is called %s', (revision, name) => {
  expect(previewName(revision)).toBe(name);
});
