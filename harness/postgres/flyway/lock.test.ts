import { describe, expect, it } from 'vitest';
import { lockKey } from './lock.ts';

describe('lockKey', () => {
  it.each([
    ['public', 'flyway_schema_history', 77433833903597n],
    ['app', 'hist2', 77430458149698n],
  ])('is the key that Flyway takes for %s.%s', (schema, table, key) => {
    expect(lockKey(schema, table)).toBe(key);
  });
});
