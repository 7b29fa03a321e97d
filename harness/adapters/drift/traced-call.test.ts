import { expect, it } from 'vitest';
import { readTracedCall } from './traced-call.ts';

const call = { at: '2026-01-01T00:00:00Z', principal: 'anonymous', operation: 'GetObject', wants: [] };

it('reads a call, and nothing else', () => {
  expect(readTracedCall(JSON.stringify(call))).toEqual(call);
  expect(readTracedCall('{"kind":"fault-planted","wants":[]}')).toBeNull();
  expect(readTracedCall('')).toBeNull();
  expect(readTracedCall(JSON.stringify(call).slice(0, 40))).toBeNull();
});

it('refuses two lines that were written into one', () => {
  expect(() => readTracedCall(`{"at":"2026${JSON.stringify(call)}`)).toThrow("trace.jsonl has a line that isn't JSON");
});
