import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateStore } from '../accounts/state-store.ts';
import type { StateStore } from '../accounts/state.ts';
import { Outbox } from './outbox.ts';
import type { DeliveryOutcome } from './outbox.ts';

let folder: string;
let state: StateStore;
let nowMs: number;
let random: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  state = openStateStore(folder);
  [nowMs, random] = [1000, 0];
});

afterEach(() => {
  state[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

const partition = () => state.partition('111122223333', 'eu-central-1', 'sns');

/** An outbox that notes what it was given, and answers with `outcomes` in turn, then `through`. */
function outbox(seen: string[], outcomes: DeliveryOutcome<string>[] = []): Outbox<string> {
  return new Outbox<string>({
    host: {
      state,
      now: () => new Date(nowMs),
      randomHex: () => String((random += 1)),
      background: (task) => {
        task().catch((error: unknown) => seen.push(`threw ${String(error)}`));
      },
    },
    service: 'sns',
    table: 'parcels',
    maxParallel: 1,
    deliver: ({ item, attempts }) => {
      seen.push(`${item}/${attempts}`);
      return Promise.resolve(outcomes.shift() ?? { kind: 'through' });
    },
  });
}

const left = (): number => [...partition().table('parcels').scan()].length;

describe('an outbox', () => {
  it('delivers what is added, and forgets it', async () => {
    const seen: string[] = [];
    await using box = outbox(seen);
    for (const item of ['a', 'b']) box.add(partition(), item);
    expect(left()).toBe(2);
    await expect.poll(() => [seen, left()]).toEqual([['a/0', 'b/0'], 0]);
  });

  it('tries again when the clock says so', async () => {
    const seen: string[] = [];
    await using box = outbox(seen, [{ kind: 'again', afterMs: 60_000, item: 'a2' }]);
    box.add(partition(), 'a');
    await expect.poll(() => seen).toEqual(['a/0']);
    nowMs += 60_000;
    await expect.poll(() => [seen, left()]).toEqual([['a/0', 'a2/1'], 0]);
  });

  it('keeps what was not delivered for the next emulator', async () => {
    const seen: string[] = [];
    const killed = outbox(seen, [{ kind: 'again', afterMs: 60_000 }]);
    killed.add(partition(), 'a');
    killed.stop();
    expect([seen, left()]).toEqual([[], 1]);
    await using next = outbox(seen);
    next.start();
    await expect.poll(() => [seen, left()]).toEqual([['a/0'], 0]);
  });

  it('delivers nothing of a transaction that was rolled back', async () => {
    const seen: string[] = [];
    await using box = outbox(seen);
    const fail = () =>
      state.transaction(() => {
        box.add(partition(), 'a');
        throw new Error('no');
      });
    expect(fail).toThrow('no');
    box.add(partition(), 'b');
    await expect.poll(() => seen).toEqual(['b/0']);
  });
});
